import type { JudgedEngine } from '../verdicts/participant.js'
import type { EngineRun } from './engine-run.js'
import { isEmulated } from './result.js'

/** An engine of the run as judging needs to know it. */
export function judgedEngine(run: Pick<EngineRun, 'result'>): JudgedEngine {
  const engine = run.result()
  const { name, kind, axes } = engine
  return { name, kind, axes, emulated: isEmulated(engine) }
}
