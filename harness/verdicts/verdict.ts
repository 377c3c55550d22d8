/** Why engines differ, as far as it has been shown. */
type Cause =
  | { kind: 'crash'; signature: string; confidence: Confidence }
  /** The same engine does otherwise when `pairs` and `next` go over a table in another order. */
  | { kind: 'order-dependent'; confidence: Confidence }
  /** The same engine does otherwise with other thresholds of the JIT compiler. */
  | { kind: 'jit'; confidence: Confidence }
  | { kind: 'unexplained'; confidence: Confidence }

/** `confirmed`: a control run showed it; `likely`: nothing else was changed, and that once; `unconfirmed`: seen once, or only under emulation. */
type Confidence = 'confirmed' | 'likely' | 'unconfirmed'

/** What several engines do otherwise than the reference, for one cause. */
export interface Difference {
  engines: string[]
  /** The engine they are held against; null for a crash, which needs no comparison. */
  against: string | null
  accepted: boolean
  /** What accepts it, e.g. the script's own `-- expect:` line. */
  acceptedBy: string | null
  cause: Cause
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
