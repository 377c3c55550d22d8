import type { Case, Limits } from '../../cases/case.js'
import type { Axes } from '../../engines/native/axes.js'
import type { Observation } from '../../observations/observation.js'
import type { JudgedEngine } from '../participant.js'
import type { Profile } from '../rules/profile.js'

/** How far to go for a cause: not at all, with what is at hand, or with images built and limits raised for it. */
export const EXPLAIN_LEVELS = ['off', 'quick', 'full'] as const
export type ExplainLevel = (typeof EXPLAIN_LEVELS)[number]

/** Where control runs are made. Nothing here compares; whoever asks does. */
export interface Lab {
  readonly level: Exclude<ExplainLevel, 'off'>
  /** How often a case is run again on an engine to see whether it does the same. */
  readonly repeats: number
  readonly seed: number
  /** What a case may use when it is not a control. */
  readonly limits: Limits
  /** Path -> bytes of the files that a case can `require`. */
  readonly modules: ReadonlyMap<string, Uint8Array>
  /** `package.path`, by which it does. */
  readonly packagePath: string
  /** Runs a case, which may be a control, on an engine of the run; null when it is not to be had any more. */
  observe(
    engine: string,
    testCase: Case,
    setting: string | null,
    limits?: Limits,
  ): Promise<Observation | null>
  /** The native engine at a point of the axes, of the run or not; null when it is not to be had. */
  at(axes: Axes): Promise<JudgedEngine | null>
  /** What the examples of the dialect rules give on an engine; empty when it cannot be told. */
  profile(engine: string): Promise<Profile>
}
