import type { Engine } from '../../engines/engine.js'
import { canonicalName, chosenEngines, createEngines } from '../../engines/registry.js'
import { UsageError } from '../../errors.js'
import { provideImages } from '../provide-images.js'
import { type Cast, type CastingContext, runAndReport } from '../run-and-report.js'
import type { RunFlags } from './run.js'

const REPORTERS = {
  terminal: async () => (await import('../../reports/terminal.js')).terminalReporter,
  json: async () => (await import('../../reports/json.js')).jsonReporter,
  junit: async () => (await import('../../reports/junit.js')).junitReporter,
}

/** Does what `luaparity run` was asked; the exit code is left in `process.exitCode`. */
export function runScripts(paths: string[], flags: RunFlags): Promise<void> {
  return runAndReport(paths, flags, {
    cast: (context) => castAll(flags, context),
    reporters: REPORTERS,
    progress: 'plain',
  })
}

async function castAll(flags: RunFlags, context: CastingContext): Promise<Cast> {
  const { config, root, jobs, memoryBytes, runId, terminal, level, signal } = context
  const { names, named } = chosenEngines(config, flags)
  if (names.length === 0) throw new UsageError('--engines names no engine')
  const settings = { jobs, memoryBytes, runId, root, env: process.env }
  const engines = createEngines(names, config, settings)
  const reference = canonicalName(flags.reference ?? config.reference)
  if (flags.reference !== undefined && !engines.some(({ name }) => name === reference)) {
    throw new UsageError(`the reference "${reference}" is not among the engines ${names.join(', ')}`)
  }
  if (named && flags.build !== false) await provideImages(engines, { terminal, signal })
  const engineFor = async (name: string): Promise<Engine> => {
    const made = createEngines([name], config, settings)
    if (level === 'full') await provideImages(made, { terminal, signal })
    return made[0]!
  }
  return { engines, named, reference, orders: 0, engineFor }
}
