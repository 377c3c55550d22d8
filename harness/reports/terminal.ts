import Table from 'cli-table3'
import pc from 'picocolors'
import type { Outcome } from '../observations/observation.js'
import { type CaseResult, type EngineResult, lostEngines, type RunResult, summarise } from '../runs/result.js'
import { visibleText } from '../verdicts/diff.js'
import type { Difference } from '../verdicts/verdict.js'
import { isGreen } from '../verdicts/verdict.js'
import type { Reporter } from './reporter.js'

type Colours = ReturnType<typeof pc.createColors>

/** A table of cases by engines, then what differs and how, then one line of counts. */
export const terminalReporter: Reporter = (finished, { colours, verbose }) => {
  const c = pc.createColors(colours)
  const { result } = finished
  const sections = [
    result.cases.length > 0 ? table(result, c) : '',
    legend(result, c),
    engineNotes(result, c),
    details(result, c, verbose),
    summaryLine(result, finished.exitCode, c),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

function table(result: RunResult, c: Colours): string {
  const names = result.engines.map(({ name }) => name)
  const rows = new Table({
    head: ['case', ...names.map((name) => name), 'verdict'].map((text) => c.bold(text)),
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  })
  for (const caseResult of result.cases) {
    rows.push([
      visibleText(caseResult.case.id),
      ...names.map((name) => cell(caseResult, name, c)),
      verdictCell(caseResult, result.engines, c),
    ])
  }
  return rows
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

const SHORT: Record<Outcome, string> = {
  pass: 'pass',
  fail: 'fail',
  error: 'error',
  crash: 'CRASH',
  timeout: 'timeout',
  'out-of-memory': 'memory',
  unsupported: 'unsupp.',
  missing: 'missing',
  unavailable: '-',
}

// What the engine saw; a differing one is marked, and green only where nothing is wrong.
function cell({ observations, judgement }: CaseResult, engine: string, c: Colours): string {
  const outcome = observations.get(engine)?.outcome ?? 'unavailable'
  const difference = differencesOf(judgement.verdict).find(({ engines }) => engines.includes(engine))
  const text = difference && outcome !== 'crash' ? `${SHORT[outcome]} ≠` : SHORT[outcome]
  if (outcome === 'unavailable') return c.dim(text)
  if (difference) return difference.accepted ? c.yellow(text) : c.red(text)
  return outcome === 'pass' ? c.green(text) : c.red(text)
}

function verdictCell(result: CaseResult, engines: readonly EngineResult[], c: Colours): string {
  const { verdict, unmet, failures } = result.judgement
  if (unmet.length > 0) return c.red('not as expected')
  if (verdict.kind === 'undecided') return c.red('not run')
  const lost = lostEngines(result, engines)
  if (lost.length > 0 && isGreen(result.judgement)) return c.red(`not run on ${lost.join(', ')}`)
  if (verdict.kind === 'agree') {
    if (failures.length > 0) return c.red('agree, but fails')
    return verdict.compared.length > 1 ? c.green('agree') : c.yellow(`ran on ${verdict.compared[0]} only`)
  }
  const crash = verdict.differences.some(({ cause }) => cause.kind === 'crash')
  const word = crash ? 'crash' : 'difference'
  return isGreen(result.judgement) ? c.yellow(`${word}, expected`) : c.red(word)
}

function legend(result: RunResult, c: Colours): string {
  const compared = result.cases.flatMap(({ judgement }) =>
    differencesOf(judgement.verdict).flatMap(({ against }) => against ?? []),
  )
  if (compared.length === 0) return ''
  const reference = result.engines.find((engine) => engine.reference)?.name
  const text = compared.every((name) => name === reference)
    ? `≠ differs from the reference (${reference})`
    : '≠ differs from the engine it is held against, named below: the reference did not see the case through'
  return c.dim(text)
}

function engineNotes(result: RunResult, c: Colours): string {
  return result.engines
    .flatMap((engine) => [
      ...(engine.status.kind === 'unavailable' ? [unavailableNote(engine, c)] : []),
      ...engine.incidents.map((incident) => c.yellow(`${engine.name}: ${incident}`)),
    ])
    .join('\n')
}

function unavailableNote({ name, status }: EngineResult, c: Colours): string {
  if (status.kind !== 'unavailable') return ''
  const hint = status.hint ? `\n  ${status.hint.split('\n').join('\n  ')}` : ''
  return `${c.red(`${name} is unavailable: nothing ran on it.`)} ${status.reason}${c.dim(hint)}`
}

function details(result: RunResult, c: Colours, verbose: boolean): string {
  const ready = new Set(
    result.engines.filter(({ status }) => status.kind === 'ready').map(({ name }) => name),
  )
  const blocks = result.cases.flatMap((caseResult) => {
    const lines = caseLines(caseResult, ready, c, verbose)
    return lines.length > 0
      ? [[c.bold(visibleText(caseResult.case.id)), ...lines.map((line) => `  ${line}`)].join('\n')]
      : []
  })
  return blocks.join('\n\n')
}

function caseLines(result: CaseResult, ready: ReadonlySet<string>, c: Colours, verbose: boolean): string[] {
  const { verdict, failures, unmet } = result.judgement
  const lines = [...unmet, ...failures].map((text) => c.red(harmless(text)))
  for (const [name, { outcome, reason }] of result.observations) {
    // Engines that were never ready are named once, for the whole run.
    if (outcome === 'unavailable' && ready.has(name))
      lines.push(c.red(`${name} did not run it: ${harmless(reason ?? '')}`))
  }
  if (verdict.kind === 'undecided') lines.push(c.red(`not run on any engine: ${harmless(verdict.reason)}`))
  for (const difference of differencesOf(verdict)) lines.push(...differenceLines(difference, c, verbose))
  return lines
}

function differenceLines(difference: Difference, c: Colours, verbose: boolean): string[] {
  const { accepted, summary, cause, engines, diff } = difference
  const who =
    engines.length > 1 && cause.kind !== 'crash' ? ` (the same on ${engines.slice(1).join(', ')})` : ''
  const head = `${harmless(summary)}${who}  ${c.dim(`[${cause.kind}${accepted ? ', expected' : ''}]`)}`
  if (accepted && !verbose) return [c.yellow(head)]
  return [accepted ? c.yellow(head) : c.red(head), ...diff.map((line) => `  ${paint(line, c)}`)]
}

function paint(line: string, c: Colours): string {
  const text = harmless(line)
  if (line.startsWith('-')) return c.red(text)
  if (line.startsWith('+')) return c.green(text)
  return c.dim(text)
}

// A script's own words can neither draw on the terminal nor begin a line like one of ours.
function harmless(text: string): string {
  return visibleText(text).replaceAll('\n', '\n      ')
}

function differencesOf(verdict: CaseResult['judgement']['verdict']): Difference[] {
  return verdict.kind === 'difference' ? verdict.differences : []
}

function summaryLine(result: RunResult, exitCode: number, c: Colours): string {
  const { cases, agree, differences, accepted, failures, crashes, unavailable } = summarise(result)
  const parts = [
    `${cases} case${cases === 1 ? '' : 's'}`,
    `${agree} agree`,
    `${differences} differ (${accepted} expected)`,
    `${crashes} with a crash`,
    `${failures} failed`,
  ]
  if (unavailable > 0) parts.push(`${unavailable} not run on every engine`)
  const ready = result.engines.filter(({ status }) => status.kind === 'ready').map(({ name }) => name)
  const absent = result.engines.filter(({ status }) => status.kind === 'unavailable').map(({ name }) => name)
  const where = ready.length > 0 ? `on ${ready.join(', ')}` : 'on no engine'
  const notOn = absent.length > 0 ? ` ${c.red(`Nothing ran on ${absent.join(', ')}.`)}` : ''
  const cut = result.cutShort
    ? ` ${c.red(`${cutText(result)}; ${result.planned - cases} cases have no result.`)}`
    : ''
  const text = `${parts.join(', ')}; ${where}; ${(result.durationMs / 1000).toFixed(1)} s; seed ${result.seed}.`
  return `${exitCode === 0 ? c.green(text) : c.red(text)}${notOn}${cut}`
}

function cutText({ cutShort }: RunResult): string {
  return cutShort === 'bail' ? 'Ended at the first failure (--bail)' : 'Interrupted'
}
