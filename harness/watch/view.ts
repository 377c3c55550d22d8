import { exitCodeOfState, worstExitCode } from '../verdicts/lattice.js'
import type { Board, Entry } from './board.js'
import { holds, standingOf } from './board.js'
import { differencesOf, failuresOf, type Problem, type Sources } from './problems.js'

/** How many cases came to what; of a spec file that has not been run yet, one. */
interface Counts {
  passed: number
  failed: number
  pending: number
  /** That no engine ran, though it should have. */
  unseen: number
  /** At work, or to be run again. */
  stale: number
}

/** An engine that the quick one is held against and that is not to be had. */
export interface Absent {
  name: string
  reason: string
  hint: string | null
}

/** How far the comparison with the other engines is. */
export interface Comparison {
  /** Names of these engines. */
  engines: readonly string[]
  state: 'off' | 'waiting' | 'starting' | 'running' | 'explaining' | 'done'
  /** Cases that all engines have seen as they are now, and how many there are. */
  compared: number
  cases: number
  differences: readonly Problem[]
  absent: readonly Absent[]
}

/** All that is shown at one moment. */
export interface View {
  /** Counts the runs on the quick engine. */
  round: number
  state: 'running' | 'idle'
  /** Why the latest run took place: `combat.lua changed`. */
  cause: string
  /** The quick engine. */
  engine: string
  /** How many scripts and spec files were run of how many, and how long it took from the save (or the key) to the result. */
  latest: { ran: number; of: number; ms: number } | null
  counts: Counts
  failures: readonly Problem[]
  comparison: Comparison
  /** What is wrong with the project, so that what is shown is of before. */
  trouble: string | null
  /** What there is to know besides. */
  notes: readonly string[]
}

export type Facts = Omit<View, 'counts' | 'failures' | 'comparison'> & {
  comparison: Pick<Comparison, 'engines' | 'state' | 'absent'> & { judged: number }
}

/** What is to be shown of what is known. */
export function viewOf(board: Board, sources: Sources, facts: Facts): View {
  const { entries } = board
  const { judged, ...comparison } = facts.comparison
  const cases = sum(entries.map(sizeOf))
  const known = sum(entries.map((entry) => (holds(entry, entry.compared) ? sizeOf(entry) : 0)))
  return {
    ...facts,
    counts: countsOf(entries),
    failures: entries.flatMap(({ ran }) =>
      (ran?.cases ?? []).flatMap(({ result }) => [...failuresOf(result, sources), ...differencesOf(result)]),
    ),
    comparison: {
      ...comparison,
      compared: Math.min(cases, known + judged),
      cases,
      // What fails on all of them has been said.
      differences: entries.flatMap((entry) =>
        holds(entry, entry.compared)
          ? entry.compared.cases.flatMap(({ result }) => differencesOf(result))
          : [],
      ),
    },
  }
}

/**
 * The exit code of what is known: 2 where the project cannot be used as it is, 1 something failed or differs, 3 something has
 * not been run, or not been compared that should have been.
 */
export function exitCodeOf(
  board: Board,
  { trouble, comparison }: Pick<View, 'trouble' | 'comparison'>,
  { named }: { named: boolean },
): number {
  if (trouble !== null) return 2
  const { state, absent, engines } = comparison
  const isAbsent = absent.length === engines.length && state === 'done'
  const codes = board.entries.flatMap((entry) => {
    const seen = [entry.ran, entry.compared].filter((each) => holds(entry, each))
    const isWhole = holds(entry, entry.ran) && (state === 'off' || isAbsent || holds(entry, entry.compared))
    return [
      ...seen.flatMap(({ cases }) => cases.map((each) => exitCodeOfState(each.state))),
      isWhole ? (0 as const) : (3 as const),
    ]
  })
  const isMissed = named && state !== 'off' && absent.length > 0
  return worstExitCode([...codes, isMissed || board.entries.length === 0 ? 3 : 0])
}

function countsOf(entries: readonly Entry[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, pending: 0, unseen: 0, stale: 0 }
  for (const entry of entries) {
    if (!holds(entry, entry.ran)) counts.stale += sizeOf(entry)
    else for (const judged of entry.ran.cases) counts[standingOf(judged)]++
  }
  return counts
}

function sizeOf({ ran }: Entry): number {
  return Math.max(1, ran?.cases.length ?? 1)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
