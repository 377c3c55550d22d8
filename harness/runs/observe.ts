import type { Case, Limits } from '../cases/case.js'
import type { Engine } from '../engines/engine.js'
import type { Observation } from '../observations/observation.js'
import { runSpecFile } from '../specs/run-file.js'
import { representative, type SettingRun } from '../verdicts/settings.js'
import type { RunOptions } from './options.js'

/** What an engine saw of one case. */
export interface Seen {
  observation: Observation
  /** The same with other orders of `pairs`, where that was asked for and can matter. */
  inOtherOrders: readonly Observation[]
  /** One for each setting of an engine that has some; `observation` stands for them. */
  bySetting: readonly SettingRun[]
}

/** Runs a case on an engine; a spec file to the end of its last test. */
export function runCase(
  engine: Engine,
  testCase: Case,
  limits: Limits,
  setting?: string,
): Promise<Observation> {
  if (!testCase.spec) return engine.run(testCase, limits, setting)
  return runSpecFile(testCase, (once) => engine.run(once, limits, setting))
}

/** Runs a case on an engine as often as it takes: under each setting, or in other orders of `pairs`. */
export async function observe(engine: Engine, testCase: Case, options: RunOptions): Promise<Seen> {
  const { limits } = options
  if (engine.settings && engine.settings.length > 0) {
    const bySetting = await Promise.all(
      engine.settings.map(async (setting) => ({
        setting,
        observation: await runCase(engine, testCase, limits, setting),
      })),
    )
    return { observation: representative(bySetting), inOtherOrders: [], bySetting }
  }
  const observation = await runCase(engine, testCase, limits)
  return {
    observation,
    inOtherOrders: await inOtherOrders(engine, testCase, observation, options),
    bySetting: [],
  }
}

// The control for a dependence on the order of `pairs`: the same case again, with other orders.
async function inOtherOrders(
  engine: Engine,
  testCase: Case,
  usual: Observation,
  { orders, limits }: RunOptions,
): Promise<Observation[]> {
  if (usual.iterates !== true || !engine.runInOrder) return []
  const wanted = Array.from({ length: orders }, (_, index) => index + 1)
  return Promise.all(
    wanted.map((order) => {
      const runOnce = (once: Case): Promise<Observation> => engine.runInOrder!(once, limits, order, usual)
      return testCase.spec ? runSpecFile(testCase, runOnce) : runOnce(testCase)
    }),
  )
}
