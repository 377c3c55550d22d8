import type { Place } from '../observations/observation.js'

/** Why engines differ, as far as it has been shown. */
export type Cause =
  | { kind: 'crash'; signature: string; confidence: Confidence }
  /** A difference between dialects of Lua; the rule's id. */
  | { kind: 'dialect'; rule: string; confidence: Confidence }
  /** The same engine does otherwise when `pairs` and `next` go over a table in another order. */
  | { kind: 'order-dependent'; confidence: Confidence }
  /** The same engine did otherwise in `differing` of `runs` further runs. */
  | { kind: 'nondeterministic'; differing: number; runs: number; confidence: Confidence }
  /** Native engines differ, and it comes and goes with this axis. */
  | { kind: AxisCause; from: string; to: string; confidence: Confidence }
  /** The host's functions did not answer alike, or were not called alike. */
  | { kind: 'host'; confidence: Confidence }
  /** Only some engines came to a limit of time or memory. */
  | { kind: 'limits'; confidence: Confidence }
  | { kind: 'unexplained'; confidence: Confidence }

export type CauseKind = Cause['kind']

/** The axes of native engines as causes. */
export type AxisCause = 'jit' | 'gc' | 'release' | 'arch' | 'space' | 'build' | 'embedder'

/** `confirmed`: a control run showed it; `likely`: nothing else was changed, and that once; `unconfirmed`: seen once, or only under emulation. */
export type Confidence = 'confirmed' | 'likely' | 'unconfirmed'

/** What several engines do otherwise than the reference, for one cause. */
export interface Difference {
  engines: string[]
  /** The engine they are held against; null for a crash, which needs no comparison. */
  against: string | null
  accepted: boolean
  /** What accepts it: the script's own `-- expect:` line, or the ledger with its reason (`ledger: ...`). */
  acceptedBy: string | null
  /** What accepted it until a day that has passed, in words. */
  ranOut?: string
  cause: Cause
  /** Where in the script it comes from, as far as that is known. */
  place: Place | null
  /** The cause in half a line: `10/2 is "5.0", LuaJIT gives "5"`; null where `summary` says all there is. */
  headline: string | null
  /** What control runs showed, each in a sentence. */
  evidence: string[]
  /** What is seen to differ first. */
  aspect: Aspect
  /** One sentence a designer understands. */
  summary: string
  /** Lines of a unified diff, reference first; at most 20. */
  diff: string[]
}

export type Aspect =
  | 'outcome'
  | 'error'
  | 'values'
  | 'output'
  | 'error output'
  | 'raw output'
  | 'host calls'
  | 'crash'

/** The judgement on one case over all engines. */
export type Verdict =
  | { kind: 'agree'; compared: string[] }
  | { kind: 'difference'; compared: string[]; differences: Difference[] }
  /** No engine has seen the case through, so there is nothing to judge; never green. */
  | { kind: 'undecided'; compared: []; reason: string }

/** A verdict with everything that makes the case red or green. */
export interface Judgement {
  verdict: Verdict
  /** Engine the others were held against; null when none could be. */
  reference: string | null
  /** Expectations of the script that do not hold, in words. */
  unmet: string[]
  /** Outcomes other than pass on the reference side, in words; red even when all engines agree. */
  failures: string[]
}

/** Whether nothing about the case needs anybody's attention. */
export function isGreen({ verdict, unmet, failures }: Judgement): boolean {
  if (verdict.kind === 'undecided' || unmet.length > 0 || failures.length > 0) return false
  return verdict.kind === 'agree' || verdict.differences.every((difference) => difference.accepted)
}
