import type { Engine } from '../engines/engine.js'
import type { WorkerPool } from '../engines/in-process/pool.js'
import { canonicalName, chosenEngines, createEngines } from '../engines/registry.js'
import { UsageError } from '../errors.js'
import type { EngineFlags } from './commands/engine-options.js'
import type { Cast, CastingContext } from './run-cases.js'

/**
 * The engines that the command line and the configuration choose, with the images of those that are named. Throws
 * UsageError for an engine that there is not, and for a reference that is not among them. Threads that have been started
 * for the fast VM are used where they are as many as are wanted.
 */
export async function castEngines(
  flags: EngineFlags,
  context: CastingContext,
  early: WorkerPool | null = null,
): Promise<Cast> {
  const { config, root, jobs, memoryBytes, runId, level } = context
  const { names, named } = chosenEngines(config, flags)
  if (names.length === 0) throw new UsageError('--engines names no engine')
  const fastPool = early?.size === jobs ? early : null
  const settings = { jobs, memoryBytes, runId, root, env: process.env, fastPool }
  const engines = await createEngines(names, config, settings)
  const reference = canonicalName(flags.reference ?? config.reference)
  if (flags.reference !== undefined && !engines.some(({ name }) => name === reference)) {
    throw new UsageError(`the reference "${reference}" is not among the engines ${names.join(', ')}`)
  }
  if (named && flags.build !== false) await provide(engines, context)
  const usual = flags.engines === undefined && flags.matrix === undefined
  const engineFor = async (name: string): Promise<Engine> => {
    const made = await createEngines([name], config, settings)
    if (level === 'full') await provide(made, context)
    return made[0]!
  }
  return { engines, named, usual, reference, orders: 0, engineFor }
}

// What builds images is loaded only where there is an engine that has one.
async function provide(engines: readonly Engine[], { terminal, signal }: CastingContext): Promise<void> {
  if (!engines.some(({ kind }) => kind === 'native')) return
  const { provideImages } = await import('./provide-images.js')
  await provideImages(engines, { terminal, signal })
}
