import { buildReport } from './report.js'
import type { Reporter } from './reporter.js'

/** The report as one JSON object, described by `reportSchema`. */
export const jsonReporter: Reporter = ({ result, version, exitCode }) =>
  `${JSON.stringify(buildReport(result, version, exitCode), null, 2)}\n`
