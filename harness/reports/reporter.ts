import type { RunResult } from '../runs/result.js'

/** A finished run with what the reports say besides it. */
export interface Finished {
  result: RunResult
  version: string
  exitCode: number
}

/** Turns a finished run into text; where the text goes is the caller's business. */
export type Reporter = (
  finished: Finished,
  options: { colours: boolean; verbose: boolean; width: number },
) => string
