import type { Case } from '../cases/case.js'
import { type CaseResult, type RunResult, stateOf } from '../runs/result.js'
import { type CaseState, exitCodeOfState } from '../verdicts/lattice.js'
import { type Needs, sameNeeds } from './needs.js'

/** A script or a spec file to run, as it was at one moment. */
export interface Wanted {
  case: Case
  needs: Needs
}

/** A case with what it comes to. */
export interface Judged {
  result: CaseResult
  state: CaseState
}

/** What was seen of a script or of the tests of a spec file. */
export interface Seen {
  /** What it was like then; it holds as long as this is what the entry needs now. */
  needs: Needs
  cases: readonly Judged[]
}

/** A script or a spec file with what is known of it. */
export interface Entry extends Wanted {
  /** On the quick engine alone. */
  ran: Seen | null
  /** On all engines. */
  compared: Seen | null
}

/** How a case is counted. */
export type Standing = 'passed' | 'failed' | 'pending' | 'unseen'

/** What is known of all scripts and spec files, and whether it still holds. */
export class Board {
  #entries = new Map<string, Entry>()

  get entries(): readonly Entry[] {
    return [...this.#entries.values()]
  }

  /** The scripts and spec files that there are now. What is known of one that needs something else than before is stale. */
  update(now: readonly Wanted[]): void {
    const before = this.#entries
    this.#entries = new Map(
      now.map((wanted) => {
        const old = before.get(wanted.case.id)
        const needs = old && sameNeeds(old.needs, wanted.needs) ? old.needs : wanted.needs
        return [
          wanted.case.id,
          { ran: old?.ran ?? null, compared: old?.compared ?? null, case: wanted.case, needs },
        ]
      }),
    )
  }

  /** What has to be run: new, or changed since. */
  stale(): Entry[] {
    return this.entries.filter((entry) => !holds(entry, entry.ran))
  }

  /** What the other engines have not seen as it is now. */
  uncompared(): Entry[] {
    return this.entries.filter((entry) => holds(entry, entry.ran) && !holds(entry, entry.compared))
  }

  /** Those in which something failed or differed. */
  failing(): Entry[] {
    return this.entries.filter(({ ran, compared }) =>
      [...(ran?.cases ?? []), ...(compared?.cases ?? [])].some(({ state }) => exitCodeOfState(state) !== 0),
    )
  }

  /** What is known of these is to be found out anew. */
  forget(ids: Iterable<string>): void {
    for (const id of ids) {
      const entry = this.#entries.get(id)
      if (entry) this.#entries.set(id, { ...entry, needs: new Map(entry.needs) })
    }
  }

  /** What the other engines saw is to be found out anew. */
  forgetCompared(): void {
    for (const [id, entry] of this.#entries) this.#entries.set(id, { ...entry, compared: null })
  }

  /** What a run on the quick engine saw of what it was given. */
  ran(wanted: readonly Wanted[], result: RunResult): void {
    this.#record(wanted, result, 'ran')
  }

  /**
   * What a run on all engines saw. Of one that was given up, what is whole and agrees holds all the same. What only one engine
   * saw has not been compared.
   */
  compared(wanted: readonly Wanted[], result: RunResult): void {
    const isGivenUp = result.cutShort !== null
    this.#record(wanted, result, 'compared', (cases) =>
      cases.every(
        ({ state, result: { judgement } }) =>
          state !== 'lost' &&
          judgement.verdict.compared.length > 1 &&
          (!isGivenUp || judgement.verdict.kind === 'agree'),
      ),
    )
  }

  #record(
    wanted: readonly Wanted[],
    result: RunResult,
    as: 'ran' | 'compared',
    counts: (cases: readonly Judged[]) => boolean = () => true,
  ): void {
    const byFile = grouped(result.cases)
    for (const { case: one, needs } of wanted) {
      const entry = this.#entries.get(one.id)
      const cases = byFile.get(fileOf({ case: one }))?.map((each) => ({
        result: each,
        state: stateOf(each, result.engines),
      }))
      if (entry && cases && counts(cases)) this.#entries.set(one.id, { ...entry, [as]: { needs, cases } })
    }
  }
}

/** Whether what was seen is of the entry as it is now. */
export function holds({ needs }: Entry, seen: Seen | null): seen is Seen {
  return seen !== null && seen.needs === needs
}

export function standingOf({ result, state }: Judged): Standing {
  if (state === 'undecided' || state === 'lost') return 'unseen'
  if (exitCodeOfState(state) !== 0) return 'failed'
  return [...result.observations.values()].some(({ outcome }) => outcome === 'pending') ? 'pending' : 'passed'
}

function fileOf({ case: { file, id } }: { case: Case }): string {
  return file ?? id
}

function grouped(results: readonly CaseResult[]): Map<string, CaseResult[]> {
  const groups = new Map<string, CaseResult[]>()
  for (const result of results) {
    const group = groups.get(fileOf(result))
    if (group) group.push(result)
    else groups.set(fileOf(result), [result])
  }
  return groups
}
