import type { Engine, Fingerprint, Project } from '../engines/engine.js'
import { EngineUnavailableError } from '../errors.js'

/** What an engine said when it was started. */
export type Probed = { engine: Engine } & (
  | { status: 'ready'; fingerprint: Fingerprint }
  | { status: 'unavailable'; reason: string; hint: string | null }
)

/** A container that starts needs a processor for half a second and some memory; more of them would wait for each other. */
const CONTAINERS_AT_ONCE = 3

/**
 * Starts every engine, asks what it is, and stops it; the answers come in the order of the engines. Engines inside Node
 * start all at once, as they share their threads; of the others only a few do.
 */
export async function probeEngines(
  engines: readonly Engine[],
  project: Project,
  signal: AbortSignal,
): Promise<Probed[]> {
  const results = new Map<Engine, Probed>()
  const waiting = engines.filter(({ kind }) => kind !== 'in-process')
  const next = async (): Promise<void> => {
    for (let engine = waiting.shift(); engine && !signal.aborted; engine = waiting.shift()) {
      results.set(engine, await probe(engine, project, signal))
      await engine.stop()
    }
  }
  const inside = engines.filter(({ kind }) => kind === 'in-process')
  try {
    await Promise.all([
      ...inside.map(async (engine) => results.set(engine, await probe(engine, project, signal))),
      ...Array.from({ length: CONTAINERS_AT_ONCE }, next),
    ])
  } finally {
    await Promise.all(engines.map((engine) => engine.stop()))
  }
  return engines.map(
    (engine) => results.get(engine) ?? { engine, status: 'unavailable', reason: 'interrupted', hint: null },
  )
}

async function probe(engine: Engine, project: Project, signal: AbortSignal): Promise<Probed> {
  try {
    await engine.start(project, signal)
    return { engine, status: 'ready', fingerprint: await engine.fingerprint() }
  } catch (error) {
    if (!(error instanceof EngineUnavailableError)) throw error
    return { engine, status: 'unavailable', reason: error.message, hint: error.hint }
  }
}
