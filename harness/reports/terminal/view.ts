import type { EngineResult, RunResult } from '../../runs/result.js'
import type { Difference, Judgement } from '../../verdicts/verdict.js'
import type { Colours } from './text.js'

/** A run to be shown: how, and with how much room. */
export interface Shown {
  result: RunResult
  c: Colours
  verbose: boolean
  /** Characters in a line. */
  width: number
}

/** The same once it is known how the columns of the table are headed. */
export interface View extends Shown {
  /** What stands for an engine where there is little room: a letter, where the table has these, else its name. */
  label(engine: string): string
}

/** Engines up to which each is named wherever engines are listed. */
export const FEW = 6

/** A, B, ..., Z, AA, AB, ... by engine. */
export function lettersOf(engines: readonly EngineResult[]): ReadonlyMap<string, string> {
  return new Map(engines.map(({ name }, index) => [name, letter(index)]))
}

export function differencesOf({ verdict }: Judgement): Difference[] {
  return verdict.kind === 'difference' ? verdict.differences : []
}

function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : `${letter(Math.floor(index / 26) - 1)}${last}`
}
