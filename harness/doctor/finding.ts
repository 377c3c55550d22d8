/** How a thing stands: it works; it is missing or odd, but nothing usual needs it; what usual runs need does not work. */
type Level = 'ok' | 'warning' | 'problem'

/** One thing that was looked at. */
export type Finding =
  | { level: 'ok'; what: string }
  /** `mend` is the command or the step that mends it. */
  | { level: 'warning' | 'problem'; what: string; mend: string }

export interface Section {
  title: string
  findings: Finding[]
}

export const ok = (what: string): Finding => ({ level: 'ok', what })
export const warning = (what: string, mend: string): Finding => ({ level: 'warning', what, mend })
export const problem = (what: string, mend: string): Finding => ({ level: 'problem', what, mend })
