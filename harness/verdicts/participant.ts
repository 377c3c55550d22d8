import type { NamedEngine } from '../cases/engine-terms.js'
import type { EngineKind } from '../engines/engine.js'
import type { Observation } from '../observations/observation.js'
import type { Side } from './compare.js'
import type { SettingRun } from './settings.js'

/** An engine as far as judging needs to know it. */
export interface JudgedEngine extends NamedEngine {
  kind: EngineKind
  /** Whether its processor is emulated, so that a crash may be the emulator's. */
  emulated: boolean
}

/** An engine that saw the case, with what it saw: once, or once for each of its settings. */
export interface Participant extends Side {
  engine: JudgedEngine
  runs: readonly { setting: string | null; observation: Observation }[]
}

/** The engine with what it saw; `settings` is empty for an engine that tries none. */
export function participant(
  engine: JudgedEngine,
  observation: Observation,
  settings: readonly SettingRun[],
): Participant {
  return {
    name: engine.name,
    engine,
    observation,
    hasRawOutput: engine.kind !== 'in-process',
    runs: settings.length > 0 ? settings : [{ setting: null, observation }],
  }
}
