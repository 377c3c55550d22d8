import type { Observation, Outcome } from '../observations/observation.js'
import { compare, type Mismatch } from './compare.js'
import { standingForAll } from './lattice.js'
import type { Difference } from './verdict.js'

/** What an engine that tries several settings observed of a case under one of them. */
export interface SettingRun {
  setting: string
  observation: Observation
}

/** How a case ended under one setting, and whether it did otherwise than under the first. */
export interface SettingResult {
  setting: string
  outcome: Outcome
  differs: boolean
}

/** The observation that stands for the engine, by the order of lattice.ts. There is at least one run. */
export function representative(runs: readonly SettingRun[]): Observation {
  const [first] = comparable(runs)
  const standings = runs.map((run) => ({
    outcome: run.observation.outcome,
    differs: isComparable(run) && differ(first!, run) !== null,
    run,
  }))
  return standingForAll(standings).run.observation
}

/** Each setting in a line, for the reports. */
export function settingResults(runs: readonly SettingRun[]): SettingResult[] {
  const first = runs.find(({ observation }) => observation.outcome !== 'unavailable')
  return runs.map((run) => ({
    setting: run.setting,
    outcome: run.observation.outcome,
    differs: run.observation.outcome !== 'unavailable' && first !== undefined && differ(first, run) !== null,
  }))
}

/**
 * What comes out otherwise under another setting of the same engine. Settings are thresholds of the JIT compiler, so that
 * is the likely cause; no second run has shown that the engine does the same twice. Crashes are not compared.
 */
export function settingDifferences(engine: string, runs: readonly SettingRun[]): Difference[] {
  const [first, ...others] = comparable(runs)
  if (!first) return []
  const groups = new Map<string, { mismatch: Mismatch; settings: string[] }>()
  for (const run of others) {
    const mismatch = differ(first, run)
    if (!mismatch) continue
    const key = `${mismatch.aspect}\n${mismatch.diff.join('\n')}`
    const group = groups.get(key) ?? { mismatch, settings: [] }
    groups.set(key, { ...group, settings: [...group.settings, run.setting] })
  }
  return [...groups.values()].map(({ mismatch, settings }) => ({
    engines: [engine],
    against: engine,
    accepted: false,
    acceptedBy: null,
    place: null,
    headline: null,
    evidence: [],
    cause: { kind: 'jit', from: first.setting, to: settings[0]!, confidence: 'likely' },
    aspect: mismatch.aspect,
    summary: `${engine} gives another result with ${settings.join(', ')} than with ${first.setting}: ${mismatch.summary}`,
    diff: mismatch.diff,
  }))
}

/** Settings under which the engine did not see the case through though it did under others, in words. */
export function lostSettings(engine: string, runs: readonly SettingRun[]): string[] {
  return runs.flatMap(({ setting, observation: { outcome, reason } }) =>
    outcome === 'unavailable'
      ? [`${engine} did not run it with ${setting}${reason === null ? '' : `: ${reason}`}`]
      : [],
  )
}

function comparable(runs: readonly SettingRun[]): SettingRun[] {
  return runs.filter(isComparable)
}

function isComparable({ observation: { outcome } }: SettingRun): boolean {
  return outcome !== 'crash' && outcome !== 'unavailable'
}

function differ(first: SettingRun, other: SettingRun): Mismatch | null {
  const side = ({ setting, observation }: SettingRun) => ({ name: setting, observation, hasRawOutput: true })
  return compare(side(first), side(other))
}
