import type { Engine, Project } from '../../engines/engine.js'
import { FastEngine } from '../../engines/fast.js'
import { findFastVm } from '../../engines/in-process/fast-vm/artefact.js'
import { WorkerPool } from '../../engines/in-process/pool.js'
import { type CastingContext, runAndReport } from '../run-and-report.js'
import type { CheckFlags } from './check.js'

const REPORTERS = {
  terminal: async () => (await import('../../reports/check.js')).checkReporter,
  json: async () => (await import('../../reports/json.js')).jsonReporter,
  junit: async () => (await import('../../reports/junit.js')).junitReporter,
}

// Two orders more find a dependence in nearly every case, as chance would have to give the same three times.
const ORDERS = 2

/** Does what `luaparity check` was asked; the exit code is left in `process.exitCode`. */
export function checkScripts(paths: string[], flags: CheckFlags): Promise<void> {
  return runAndReport(paths, flags, {
    cast: async (context) => {
      const engine = await fastEngine(context)
      return { engines: [engine], named: true, reference: engine.name, orders: flags.orders ?? ORDERS }
    },
    reporters: REPORTERS,
    progress: 'live',
  })
}

// Not through the registry, which would load what the other engines need.
async function fastEngine({ jobs, memoryBytes, terminal }: CastingContext): Promise<Engine> {
  const pool = (project: Project): WorkerPool =>
    new WorkerPool({ files: project.files.files }, jobs, memoryBytes)
  if (findFastVm() !== null) return new FastEngine(pool)
  await terminal.stderr(
    'The fast VM has not been built, so lua51 checks instead; `luaparity setup` builds it where there is Docker.\n',
  )
  const { lua51 } = await import('../../engines/lua51.js')
  return lua51(pool)
}
