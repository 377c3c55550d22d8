import type { Problem } from '../../harness/watch/problems.js'
import type { Comparison, View } from '../../harness/watch/view.js'

export function aProblem(changes: Partial<Problem> = {}): Problem {
  return { where: 'spec/a_spec.lua:3', title: 'a > b', text: 'boom', tag: null, lines: [], ...changes }
}

type Changes = Partial<Omit<View, 'comparison' | 'counts'>> & {
  comparison?: Partial<Comparison>
  counts?: Partial<View['counts']>
}

/** Three tests that passed on fast, and agree natively. */
export function aView({ comparison, counts, ...changes }: Changes = {}): View {
  return {
    round: 1,
    state: 'idle',
    cause: 'src/a.lua changed',
    engine: 'fast',
    latest: { ran: 1, of: 2, ms: 84 },
    failures: [],
    trouble: null,
    notes: [],
    ...changes,
    counts: { passed: 3, failed: 0, pending: 0, unseen: 0, stale: 0, ...counts },
    comparison: {
      engines: ['native'],
      state: 'done',
      compared: 3,
      cases: 3,
      differences: [],
      absent: [],
      ...comparison,
    },
  }
}
