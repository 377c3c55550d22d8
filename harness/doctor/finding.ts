/** One thing that was looked at; `mend` is the command or the step that mends it. */
export type Finding =
  | { level: 'ok'; what: string }
  /** Missing or odd, but nothing usual needs it. */
  | { level: 'warning'; what: string; mend: string }
  /** What usual runs need does not work. */
  | { level: 'problem'; what: string; mend: string }

export interface Section {
  title: string
  findings: Finding[]
}

export const ok = (what: string): Finding => ({ level: 'ok', what })
export const warning = (what: string, mend: string): Finding => ({ level: 'warning', what, mend })
export const problem = (what: string, mend: string): Finding => ({ level: 'problem', what, mend })
