import type { Advice } from '../advice/advice.js'
import type { RunResult } from '../runs/result.js'

/** A finished run with what the reports say besides it. */
export interface Finished {
  result: RunResult
  version: string
  exitCode: number
  /** What was seen in the scripts without running them, where that was asked for. */
  advice?: GivenAdvice
}

export interface GivenAdvice {
  warnings: readonly Advice[]
  /** Whether they count as failures. */
  strict: boolean
}

/** Turns a finished run into text; where the text goes is the caller's business. */
export type Reporter = (
  finished: Finished,
  options: { colours: boolean; verbose: boolean; width: number },
) => string
