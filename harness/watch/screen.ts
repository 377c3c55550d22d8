import pc from 'picocolors'
import { visibleText } from '../verdicts/diff.js'
import { comparisonLines } from './comparison-lines.js'
import type { Problem } from './problems.js'
import { cut, plural, type Style, secondsOf, wrapped } from './text.js'
import type { View } from './view.js'

export interface ScreenSize {
  width: number
  /** Null where it is printed, and may be as long as it is. */
  height: number | null
}

/** Lines of a message that are shown; of a long one, more are seldom read. */
const MOST_LINES = 12

const KEYS = 'a all   f what fails   Enter the same   n other engines   q quit'

/** Everything at a glance, in as many lines as there is room for: what is wrong goes before how much of it. */
export function screen(view: View, size: ScreenSize, colours: boolean): string {
  const c = pc.createColors(colours)
  const head = [headline(view, c), '']
  const foot = [countsLine(view, c), ...comparisonLines(view.comparison, c), c.dim(KEYS)]
  const blocks = [
    ...notes(view, c),
    ...[...view.failures, ...view.comparison.differences].map((problem) =>
      problemLines(problem, c, size.width),
    ),
  ]
  const room = size.height === null ? Number.POSITIVE_INFINITY : size.height - head.length - foot.length
  return [...head, ...fitted(blocks, room, c), ...foot].map((line) => cut(line, size.width)).join('\n')
}

/** What came of the latest run, to be printed once. */
export function roundText(view: View, colours: boolean): string {
  const c = pc.createColors(colours)
  const blocks = [...notes(view, c), ...view.failures.map((problem) => problemLines(problem, c))]
  return [headline(view, c), ...blocks.flat(), countsLine(view, c)].join('\n')
}

/** What came of the latest comparison, to be printed once. */
export function comparisonText({ comparison }: View, colours: boolean): string {
  const c = pc.createColors(colours)
  const blocks = comparison.differences.map((problem) => problemLines(problem, c))
  return [...blocks.flat(), ...comparisonLines(comparison, c)].join('\n')
}

/** In a word how things stand; green only for what has run as it is now, and passed. */
function headline(view: View, c: Style): string {
  const { state, trouble, counts, cause, latest, engine } = view
  const [word, paint] = ((): [string, (text: string) => string] => {
    if (state === 'running') return ['RUNNING', c.yellow]
    if (trouble !== null) return ['STALE', c.red]
    if (counts.failed + counts.unseen > 0 || view.failures.length > 0) return ['FAILED', c.red]
    if (counts.stale > 0) return ['STALE', c.yellow]
    return counts.passed + counts.pending > 0 ? ['PASSED', c.green] : ['NOTHING RAN', c.yellow]
  })()
  const what = visibleText(cause)
  if (state === 'running' || latest === null) return `${paint(c.bold(word))}  ${what}`
  const { ran, of, ms } = latest
  const which = ran === of ? `${of} ${plural(of, 'file')}` : `${ran} of ${of} files`
  return `${paint(c.bold(word))}  ${what}  ${c.dim(`${which} on ${engine}, ${secondsOf(ms)}`)}`
}

function countsLine({ counts, state }: View, c: Style): string {
  const { passed, failed, pending, unseen, stale } = counts
  const parts = [
    c[passed > 0 ? 'green' : 'dim'](`${passed} passed`),
    c[failed > 0 ? 'red' : 'dim'](`${failed} failed`),
    ...(pending > 0 ? [c.yellow(`${pending} pending`)] : []),
    ...(unseen > 0 ? [c.red(`${unseen} not run`)] : []),
    ...(stale > 0 ? [c.yellow(`${stale} ${state === 'running' ? 'running' : 'stale'}`)] : []),
  ]
  return parts.join(', ')
}

function notes({ trouble, notes: known }: View, c: Style): string[][] {
  const lines = known.map((note) => c.yellow(note))
  if (trouble !== null) {
    lines.push(...linesOf(trouble).map((line) => c.red(line)))
  }
  return lines.length > 0 ? [[...lines, '']] : []
}

function problemLines(
  { where, title, text, tag, lines }: Problem,
  c: Style,
  width = Number.POSITIVE_INFINITY,
): string[] {
  const name = title === null ? '' : `  ${visibleText(title)}`
  const message = linesOf(text).flatMap((line) => wrapped(line, width - 2))
  const more = message.length - MOST_LINES
  return [
    `${c.bold(visibleText(where))}${name}${tag === null ? '' : `  ${c.dim(visibleText(tag))}`}`,
    ...message.slice(0, MOST_LINES).map((line) => `  ${c.red(line)}`),
    ...(more > 0 ? [c.dim(`  and ${more} more ${plural(more, 'line')}`)] : []),
    ...lines.map((line) => `    ${paint(visibleText(line), c)}`),
    '',
  ]
}

// A script's own words can neither draw on the terminal nor begin a line like one of ours.
function linesOf(text: string): string[] {
  return visibleText(text).trimEnd().split('\n')
}

function paint(line: string, c: Style): string {
  if (line.startsWith('>')) return line
  if (line.startsWith('-')) return c.red(line)
  return line.startsWith('+') ? c.green(line) : c.dim(line)
}

// Whole blocks as long as there is room for them, and how many there was none for.
function fitted(blocks: readonly (readonly string[])[], room: number, c: Style): string[] {
  const shown: string[] = []
  for (const [index, block] of blocks.entries()) {
    const rest = blocks.length - index
    // A line is kept for what is left out.
    if (shown.length + block.length > room - (rest > 1 ? 1 : 0)) {
      const space = room - shown.length - 1
      if (index === 0) shown.push(...block.slice(0, Math.max(0, space)))
      const left = index === 0 ? rest - 1 : rest
      if (left > 0) shown.push(c.dim(`and ${left} more`))
      break
    }
    shown.push(...block)
  }
  return shown
}
