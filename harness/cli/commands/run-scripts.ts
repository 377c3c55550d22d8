import { castEngines } from '../cast-engines.js'
import { runAndReport } from '../run-and-report.js'
import type { RunFlags } from './run.js'

const REPORTERS = {
  terminal: async () => (await import('../../reports/terminal.js')).terminalReporter,
  json: async () => (await import('../../reports/json.js')).jsonReporter,
  junit: async () => (await import('../../reports/junit.js')).junitReporter,
}

/** Does what `luaparity run` was asked; the exit code is left in `process.exitCode`. */
export function runScripts(paths: string[], flags: RunFlags): Promise<void> {
  return runAndReport(paths, flags, {
    cast: (context) => castEngines(flags, context),
    reporters: REPORTERS,
    progress: 'plain',
  })
}
