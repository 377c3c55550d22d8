import os from 'node:os'
import { terminalReporter } from '../../reports/terminal.js'
import { castEngines } from '../cast-engines.js'
import { startFastPool } from '../fast-pool.js'
import { runAndReport } from '../run-and-report.js'
import type { RunFlags } from './run.js'

const REPORTERS = {
  terminal: async () => terminalReporter,
  json: async () => (await import('../../reports/json.js')).jsonReporter,
  junit: async () => (await import('../../reports/junit.js')).junitReporter,
}

/** Does what `luaparity run` was asked; the exit code is left in `process.exitCode`. */
export async function runScripts(paths: string[], flags: RunFlags): Promise<void> {
  const early = isFastAlone(flags) ? startFastPool(flags.jobs ?? os.availableParallelism()) : null
  try {
    await runAndReport(paths, flags, {
      cast: (context) => castEngines(flags, context, early),
      reporters: REPORTERS,
      progress: 'plain',
    })
  } finally {
    await early?.destroy()
  }
}

// Beside other engines it shares their threads.
function isFastAlone({ engines, matrix, list }: RunFlags): boolean {
  return engines?.join() === 'fast' && matrix === undefined && !list
}
