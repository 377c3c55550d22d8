import junit, { type Builder, type TestSuite } from 'junit-report-builder'
import { ledgerReason } from '../ledger/apply.js'
import { describeEntry } from '../ledger/describe.js'
import type { Acceptance } from '../ledger/schema.js'
import type { CaseResult, LedgerReview } from '../runs/result.js'
import { visibleLines, visibleText } from '../verdicts/diff.js'
import { isGreen } from '../verdicts/verdict.js'
import { differenceLine } from './difference-line.js'
import { staleText } from './ledger-lines.js'
import type { GivenAdvice, Reporter } from './reporter.js'

// The package's types say that the builder is a property `default`; it is the export itself.
const builder = junit as unknown as Builder

/**
 * JUnit XML: one suite an engine with one test a case (what the engine saw, with its share of the
 * verdict), as CI systems show a matrix. A case an engine did not run is an error, never a pass.
 */
export const junitReporter: Reporter = ({ result, advice }) => {
  const report = builder.newBuilder()
  for (const engine of result.engines) {
    const suite = report.testSuite().name(engine.name)
    suite.timestamp(result.startedAt)
    for (const caseResult of result.cases) addCase(suite, engine.name, caseResult)
  }
  if (result.ledger) addLedger(report, result.ledger)
  const unseen = result.planned - result.cases.length
  if (unseen > 0) {
    const rest = report.testSuite().name('luaparity').testCase().className('luaparity').name('the whole run')
    rest.error(`cut short (${result.cutShort ?? 'no engine'}): ${unseen} cases have no result`, 'unavailable')
  }
  if (advice && advice.warnings.length > 0) addAdvice(report.testSuite().name('advice'), advice)
  return report.build()
}

// Warnings are shown; where they count as failures, each is one.
function addAdvice(suite: TestSuite, { warnings, strict }: GivenAdvice): void {
  for (const warning of warnings) {
    const { file, line, column, rule, message, advice } = warning
    const test = suite.testCase().className('advice').name(`${file}:${line}:${column} ${rule}`).file(file)
    if (strict) test.failure(message, rule)
    else test.standardOutput(`${message}\n${advice}`)
  }
}

// An entry that matches nothing any more is a test of its own that failed; one that has run out, a skipped one.
function addLedger(report: Builder, { file, stale, expired }: LedgerReview): void {
  if (stale.length + expired.length === 0) return
  const suite = report.testSuite().name('ledger')
  const test = (entry: Acceptance) =>
    suite
      .testCase()
      .className('ledger')
      .name(visibleText(`${file}: ${describeEntry(entry)}`))
  for (const entry of stale) test(entry).failure(visibleText(staleText(entry)), 'stale')
  for (const entry of expired) test(entry).skipped()
}

function addCase(suite: TestSuite, engine: string, result: CaseResult): void {
  const { case: testCase, observations, judgement } = result
  const observation = observations.get(engine)!
  const test = suite
    .testCase()
    .className(engine)
    .name(testCase.id)
    .time(observation.durationMs / 1000)
  if (testCase.file) test.file(testCase.file)
  const differences = judgement.verdict.kind === 'difference' ? judgement.verdict.differences : []
  const accepted = differences.filter(
    (difference) => difference.engines.includes(engine) && ledgerReason(difference) !== null,
  )
  const output = visibleLines(observation.output.bytes).join('\n')
  for (const why of new Set(accepted.map(({ acceptedBy }) => acceptedBy!)))
    test.property('accepted', visibleText(why))
  if (output) test.standardOutput(output)
  if (observation.outcome === 'unavailable') {
    test.error(`unavailable: ${observation.reason ?? 'the engine was not ready'}`, 'unavailable')
    return
  }
  if (isGreen(judgement)) {
    if (observation.outcome === 'pending') test.skipped()
    return
  }
  const own = differences.find(({ engines, accepted }) => engines.includes(engine) && !accepted)
  if (own) {
    const { where, text, tag } = differenceLine(testCase, own)
    const message = `${where}: ${text} ${tag}`
    if (own.cause.kind === 'crash') test.error(message, 'crash', own.diff.join('\n'))
    else test.failure(message, 'difference')
    if (own.cause.kind !== 'crash') test.standardError(own.diff.join('\n'))
    return
  }
  // What the case as a whole did wrong is shown on the engine the others were held against, or, when all
  // crashed, on the first that ran it.
  const problems = [...judgement.failures, ...judgement.unmet]
  const shownOn = judgement.reference ?? judgement.verdict.compared[0]
  if (engine === shownOn && problems.length > 0) test.failure(problems.join('\n'), 'failure')
}
