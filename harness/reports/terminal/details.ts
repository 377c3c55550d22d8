import type { JitActivity } from '../../observations/observation.js'
import type { CaseResult } from '../../runs/result.js'
import { unnamedInSummary } from '../../verdicts/crashes.js'
import { visibleText } from '../../verdicts/diff.js'
import type { Difference } from '../../verdicts/verdict.js'
import { acceptedHow, acceptedWhy } from '../acceptance.js'
import { type Colours, harmless } from './text.js'
import { differencesOf, type View } from './view.js'

/** Names that stand behind a difference; more are their letters, where the table has these. */
const MOST_NAMES = 3
/** Reasons for which recordings were given up that are shown of one case on one engine, the most frequent first. */
const MOST_REASONS = 5

/** What there is to say of each case: what is wrong with it and, on demand, what is as expected. */
export function details(view: View): string {
  const { result, c } = view
  const ready = new Set(
    result.engines.filter(({ status }) => status.kind === 'ready').map(({ name }) => name),
  )
  const blocks = result.cases.flatMap((caseResult) => {
    const lines = caseLines(caseResult, ready, view)
    return lines.length > 0
      ? [[c.bold(visibleText(caseResult.case.id)), ...lines.map((line) => `  ${line}`)].join('\n')]
      : []
  })
  return blocks.join('\n\n')
}

function caseLines(result: CaseResult, ready: ReadonlySet<string>, view: View): string[] {
  const { c, verbose } = view
  const { verdict, failures, unmet } = result.judgement
  const lines = [...unmet, ...failures].map((text) => c.red(harmless(text)))
  for (const [name, { outcome, reason }] of result.observations) {
    // Engines that were never ready are named once, for the whole run.
    if (outcome === 'unavailable' && ready.has(name))
      lines.push(c.red(`${name} did not run it: ${harmless(reason ?? '')}`))
  }
  if (verdict.kind === 'undecided') lines.push(c.red(`not run on any engine: ${harmless(verdict.reason)}`))
  for (const difference of differencesOf(result.judgement)) lines.push(...differenceLines(difference, view))
  if (verbose) {
    for (const [name, { jit }] of result.observations)
      if (jit?.reasons && jit.reasons.length > 0) lines.push(...abortLines(name, jit, c))
  }
  return lines
}

function differenceLines(difference: Difference, view: View): string[] {
  const { c, verbose } = view
  const { accepted, summary, cause, diff } = difference
  const head = `${harmless(summary)}${others(difference, view)}  ${c.dim(`[${cause.kind}${acceptedHow(difference)}]`)}`
  const why = acceptedWhy(difference).map((line) => `  ${c.yellow(harmless(line))}`)
  if (accepted && !verbose) return [c.yellow(head), ...why]
  return [accepted ? c.yellow(head) : c.red(head), ...why, ...diff.map((line) => `  ${paint(line, c)}`)]
}

// The engines that the sentence does not name: it is about the first, or, of a crash, about a few.
function others({ engines, cause }: Difference, { label }: View): string {
  const crash = cause.kind === 'crash'
  const unnamed = crash ? unnamedInSummary(engines) : engines.slice(1)
  if (unnamed.length === 0) return ''
  const names = unnamed.length > MOST_NAMES ? unnamed.map(label) : unnamed
  return crash ? ` (also on ${names.join(', ')})` : ` (the same on ${names.join(', ')})`
}

function abortLines(engine: string, { traces, aborts, reasons = [] }: JitActivity, c: Colours): string[] {
  const sorted = [...reasons].sort((a, b) => b.count - a.count)
  const shown = sorted.slice(0, MOST_REASONS).map(({ reason, at, count }) => {
    const times = count === 1 ? '' : ` (${count} times)`
    return c.dim(`  ${harmless(reason)} at ${harmless(at)}${times}`)
  })
  const more = sorted.length - shown.length
  return [
    c.dim(`${engine} compiled ${traces} traces and gave up ${aborts}:`),
    ...shown,
    ...(more > 0 ? [c.dim(`  and ${more} more reasons`)] : []),
  ]
}

function paint(line: string, c: Colours): string {
  const text = harmless(line)
  if (line.startsWith('-')) return c.red(text)
  if (line.startsWith('+')) return c.green(text)
  return c.dim(text)
}
