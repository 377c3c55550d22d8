import pc from 'picocolors'
import type { Advice } from '../advice/advice.js'
import { ledgerReason } from '../ledger/apply.js'
import type { Observation } from '../observations/observation.js'
import { type CaseResult, type RunResult, summarise } from '../runs/result.js'
import { visibleText } from '../verdicts/diff.js'
import { type Difference, isGreen } from '../verdicts/verdict.js'
import { differenceLine } from './difference-line.js'
import { ledgerLines } from './ledger-lines.js'
import type { Reporter } from './reporter.js'

type Colours = ReturnType<typeof pc.createColors>

/**
 * What a designer needs after saving: nothing but what is wrong, each beginning with `file:line: `, as editors know
 * it, and one line of counts.
 */
export const checkReporter: Reporter = ({ result, exitCode, advice }, { colours, verbose }) => {
  const c = pc.createColors(colours)
  const problems = result.cases.flatMap((caseResult) => caseLines(caseResult, c, verbose))
  const warnings = advice?.warnings ?? []
  const warned = warnings.flatMap((warning) => warningLines(warning, c, verbose))
  const { stale, expired } = ledgerLines(result.ledger)
  const ledger = [
    ...stale.map((line) => c.red(visibleText(line))),
    ...expired.map((line) => c.yellow(visibleText(line))),
  ]
  return [...problems, ...warned, ...ledger, summary(result, exitCode, warnings.length, c)]
    .map((line) => `${line}\n`)
    .join('')
}

function caseLines({ case: testCase, observations, judgement }: CaseResult, c: Colours, verbose: boolean) {
  const [observation] = observations.values()
  const differences = judgement.verdict.kind === 'difference' ? judgement.verdict.differences : []
  // What the ledger accepts is shown with its reason, in any case.
  const shown = differences.filter(
    (difference) => !difference.accepted || verbose || ledgerReason(difference),
  )
  const lines = shown.flatMap((difference) => differenceLines(testCase, difference, verbose, c))
  const file = testCase.file ?? testCase.id
  for (const text of judgement.unmet) lines.push(problem(file, testCase.line, text, c))
  if (judgement.verdict.kind === 'undecided')
    lines.push(problem(file, testCase.line, `not run: ${judgement.verdict.reason}`, c))
  if (judgement.failures.length > 0 && observation) lines.push(...failureLines(testCase, observation, c))
  return lines
}

function failureLines(
  { id, kind, file, line }: CaseResult['case'],
  { outcome, error, reason }: Observation,
  c: Colours,
): string[] {
  const text = error ? error.message : (reason ?? '')
  const word = outcome === 'error' ? '' : `${outcome}: `
  const advice = outcome === 'unsupported' ? ' (`luaparity run` runs it natively)' : ''
  const place = error?.file ? { file: error.file, line: error.line ?? 1 } : { file: file ?? id, line }
  const head = problem(place.file, place.line, `${word}${text}${advice}`, c)
  const what = kind === 'test' && id !== file ? 'test' : 'script'
  const elsewhere = place.file !== id ? [`  in the ${what} ${visibleText(id)}`] : []
  const traceback = error ? error.traceback.map((frame) => `    ${visibleText(frame)}`) : []
  return [head, ...elsewhere, ...traceback.map((frame) => c.dim(frame))]
}

function differenceLines(
  testCase: CaseResult['case'],
  difference: Difference,
  verbose: boolean,
  c: Colours,
): string[] {
  const { where, text, tag } = differenceLine(testCase, difference)
  const [file, line] = difference.place ? [difference.place.file, difference.place.line] : [where, 1]
  const { accepted } = difference
  const diff = accepted && !verbose ? [] : difference.diff.map((part) => c.dim(`    ${visibleText(part)}`))
  return [problem(file, line, `${text}  ${tag}`, c, accepted ? c.yellow : c.red), ...diff]
}

function problem(file: string, line: number, text: string, c: Colours, paint = c.red): string {
  // A script's own words can neither draw on the terminal nor begin a line like one of ours.
  const message = visibleText(text).replaceAll('\n', '\n      ')
  return `${c.bold(`${visibleText(file)}:${line}:`)} ${paint(message)}`
}

function warningLines(
  { file, line, column, message, rule, advice }: Advice,
  c: Colours,
  verbose: boolean,
): string[] {
  const place = c.bold(`${visibleText(file)}:${line}:${column}:`)
  const head = `${place} ${c.yellow('warning:')} ${visibleText(message)}  ${c.dim(`[${rule}]`)}`
  return verbose ? [head, `    ${advice}`] : [head]
}

function summary(result: RunResult, exitCode: number, warnings: number, c: Colours): string {
  const good = result.cases.filter(({ judgement }) => isGreen(judgement)).length
  const bad = result.cases.length - good
  const { pending } = summarise(result)
  const where = result.engines.map(({ name }) => name).join(', ')
  const seconds = (result.durationMs / 1000).toFixed(2)
  const unseen = result.planned - result.cases.length
  const cut = unseen > 0 ? `, ${unseen} without a result (${result.cutShort ?? 'not run'})` : ''
  const warned = warnings === 0 ? '' : `, ${warnings} warning${warnings === 1 ? '' : 's'}`
  const off = pending === 0 ? '' : ` (${pending} pending)`
  const text = `${good} in order${off}, ${bad} not${cut}${warned}; on ${where}; ${seconds} s; seed ${result.seed}.`
  return exitCode === 0 ? c.green(text) : c.red(text)
}
