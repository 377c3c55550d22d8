import type { Case } from '../../cases/case.js'
import type { JitActivity } from '../../observations/observation.js'
import type { CaseResult } from '../../runs/result.js'
import { visibleText } from '../../verdicts/diff.js'
import type { Difference } from '../../verdicts/verdict.js'
import { differenceLine } from '../difference-line.js'
import { type Colours, harmless } from './text.js'
import { differencesOf, type View } from './view.js'

/** Names of engines in a line; more are their letters, where the table has these. */
const MOST_NAMES = 3
/** Reasons for which recordings were given up that are shown of one case on one engine, the most frequent first. */
const MOST_REASONS = 5

/** What there is to say of each case, a line a difference; with `verbose`, what is behind it and what is as expected. */
export function details(view: View): string {
  const ready = new Set(
    view.result.engines.filter(({ status }) => status.kind === 'ready').map(({ name }) => name),
  )
  const blocks = view.result.cases.flatMap((caseResult) => {
    const lines = caseLines(caseResult, ready, view)
    return lines.length > 0 ? [lines.join('\n')] : []
  })
  return blocks.join(view.verbose ? '\n\n' : '\n')
}

function caseLines(result: CaseResult, ready: ReadonlySet<string>, view: View): string[] {
  const { c, verbose } = view
  const { verdict, failures, unmet } = result.judgement
  const id = c.bold(visibleText(result.case.id))
  const lines = [...unmet, ...failures].map((text) => `${id}  ${c.red(harmless(text))}`)
  for (const [name, { outcome, reason }] of result.observations) {
    // Engines that were never ready are named once, for the whole run.
    if (outcome === 'unavailable' && ready.has(name))
      lines.push(`${id}  ${c.red(`${name} did not run it: ${harmless(reason ?? '')}`)}`)
  }
  if (verdict.kind === 'undecided')
    lines.push(`${id}  ${c.red(`not run on any engine: ${harmless(verdict.reason)}`)}`)
  for (const difference of differencesOf(result.judgement))
    lines.push(...differenceLines(result.case, difference, view))
  if (verbose) {
    const aborts = [...result.observations].flatMap(([name, { jit }]) =>
      jit?.reasons && jit.reasons.length > 0 ? abortLines(name, jit, c) : [],
    )
    if (aborts.length > 0)
      lines.push(...(lines.length === 0 ? [id] : []), ...aborts.map((line) => `  ${line}`))
  }
  return lines
}

function differenceLines(testCase: Case, difference: Difference, view: View): string[] {
  const { c, verbose } = view
  const { accepted, engines, summary, headline, evidence, cause, diff, acceptedBy } = difference
  const { where, text, tag } = differenceLine(testCase, difference)
  const paintText = accepted ? c.yellow : c.red
  // A sentence that begins with the one engine names it already.
  const named = engines.length === 1 && text.startsWith(`${engines[0]} `)
  const who = named ? [] : [enginesText(difference, view)]
  const head = [c.bold(visibleText(where)), ...who, paintText(harmless(text)), c.dim(harmless(tag))]
  const lines = [head.join('  ')]
  if (verbose) {
    if (headline !== null && headline !== summary) lines.push(harmless(summary))
    lines.push(...evidence.map((sentence) => c.dim(`shown by: ${harmless(sentence)}`)))
    if (acceptedBy !== null) lines.push(c.dim(`accepted by: ${harmless(acceptedBy)}`))
  }
  // Where the line says little, what was seen has to.
  const isBare = !accepted && (cause.kind === 'crash' || cause.kind === 'unexplained')
  if (verbose || isBare) lines.push(...diff.map((line) => paint(line, c)))
  return [lines[0]!, ...lines.slice(1).map((line) => `    ${line}`)]
}

// Of many engines the letters, where the table has these; a crash names its own.
function enginesText({ engines }: Difference, { label }: View): string {
  return (engines.length > MOST_NAMES ? engines.map(label) : engines).join(', ')
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
