import { buildReport } from './report.js'
import type { Reporter } from './reporter.js'

/** The report as one JSON object, described by `reportSchema`. */
export const jsonReporter: Reporter = ({ result, version, exitCode, advice }) =>
  `${JSON.stringify(buildReport(result, version, exitCode, advice?.warnings), null, 2)}\n`
