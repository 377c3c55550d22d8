import { MATRICES, MATRIX_NAMES, type MatrixName } from '../engines/native/axes.js'
import { formatBytes } from '../images/format-bytes.js'
import { formatDuration } from '../setup/format-duration.js'
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
  const head = `${name}: ${ready === engines.length ? `all ${ready}` : `${ready} of ${engines.length}`} engines are ready`
  if (ready === engines.length) return [ok(head)]
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
  const waiting = engines.filter(({ state }) => state.kind === 'to-build')
  if (waiting.length === 0) return []
  const images = new Map(
    waiting.flatMap(({ state }) => (state.kind === 'to-build' ? [[state.image, state.cost] as const] : [])),
  )
  const names = waiting.map(({ engine }) => engine)
  const count = images.size === 1 ? '1 image has' : `${images.size} images have`
  const what = `${head}; ${count} to be built${costs(images)} for\n${list(names)}`
  return [warning(what, mend)]
}

// Names have commas in them.
function list(names: readonly string[]): string {
  return names.map((name) => `  ${name}`).join('\n')
}

function costs(images: ReadonlyMap<string, { seconds: number; bytes: number } | null>): string {
  const known = [...images.values()].filter((cost) => cost !== null)
  if (known.length === 0) return ''
  const seconds = known.reduce((sum, cost) => sum + cost.seconds, 0)
  const bytes = known.reduce((sum, cost) => sum + cost.bytes, 0)
  const which = known.length === images.size ? '' : ` for the ${known.length} of them that have been measured`
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
    warning(`${head}; ${names.length} cannot run here, ${why}:\n${list(names)}`, mend),
  )
}
