import { MATRICES, MATRIX_NAMES, type MatrixName } from '../engines/native/axes.js'
import { formatBytes } from '../images/format-bytes.js'
import { formatDuration } from '../setup/format-duration.js'
import type { BuildCost } from './build-cost.js'
import type { Facts } from './facts.js'
import { type Finding, ok, type Section, warning } from './finding.js'
import { type Readiness, readinessOf } from './readiness.js'

/** How every set of native engines stands. */
export function matrixSection(facts: Facts): Section {
  const { docker } = facts
  const findings =
    docker.kind === 'none'
      ? [warning(`none of ${MATRIX_NAMES.join(', ')} can run: no Docker engine answers`, docker.hint)]
      : MATRIX_NAMES.flatMap((name) => matrix(name, facts))
  return { title: 'Sets of native engines', findings }
}

function matrix(name: MatrixName, facts: Facts): Finding[] {
  const engines = MATRICES[name].map((engine) => ({ engine, state: readinessOf(engine, facts) }))
  const ready = engines.filter(({ state }) => state.kind === 'ready').length
  if (ready === engines.length) return [ok(`${name}: all ${ready} engines are ready`)]
  const head = `${name}: ${ready} of ${engines.length} engines are ready`
  return [...toBuild(head, engines, howToBuild(name)), ...impossible(head, engines)]
}

function howToBuild(name: MatrixName): string {
  if (name === 'laptop') return '`luaparity setup` builds it.'
  return `\`luaparity run --matrix ${name}\` builds them before it runs anything.`
}

interface EngineState {
  engine: string
  state: Readiness
}

function toBuild(head: string, engines: readonly EngineState[], mend: string): Finding[] {
  const costs = new Map<string, BuildCost | null>()
  for (const { state } of engines) {
    if (state.kind === 'to-build') costs.set(pointOf(state.image), state.cost)
  }
  if (costs.size === 0) return []
  const count = costs.size === 1 ? '1 image has' : `${costs.size} images have`
  const points = [...costs.keys()].join(', ')
  return [warning(`${head}; ${count} to be built${costText(costs)}:\n${points}`, mend)]
}

// A tag is a point and a hash.
function pointOf(tag: string): string {
  return tag.replace(/^.*:/, '').replace(/-[0-9a-f]{12}$/, '')
}

function costText(costs: ReadonlyMap<string, BuildCost | null>): string {
  const known = [...costs].flatMap(([point, cost]) => (cost === null ? [] : [{ point, cost }]))
  if (known.length === 0) return ''
  const seconds = known.reduce((sum, { cost }) => sum + cost.seconds, 0)
  const bytes = known.reduce((sum, { cost }) => sum + cost.bytes, 0)
  const which = known.length === costs.size ? '' : ` for ${known.map(({ point }) => point).join(', ')}`
  return ` (about ${formatDuration(seconds * 1000)} and ${formatBytes(bytes)}${which})`
}

function impossible(head: string, engines: readonly EngineState[]): Finding[] {
  const reasons = new Map<string, { names: string[]; mend: string }>()
  for (const { engine, state } of engines) {
    if (state.kind !== 'impossible') continue
    const entry = reasons.get(state.why) ?? { names: [], mend: state.mend }
    reasons.set(state.why, { ...entry, names: [...entry.names, engine] })
  }
  return [...reasons].map(([why, { names, mend }]) =>
    warning(`${head}; ${names.length} cannot run here, ${why}:\n${names.join('\n')}`, mend),
  )
}
