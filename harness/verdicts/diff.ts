import { isUtf8 } from 'node:buffer'
import { structuredPatch } from 'diff'

/** Lines of diff shown at most: the first difference, not all of them. */
const MAX_LINES = 20
/** Lines and characters that go into a diff; beyond them it would take longer than the run. */
const MAX_INPUT_LINES = 2000
const MAX_WIDTH = 200

/** A unified diff of the first hunk, `-` for the reference and `+` for the other, at most 20 lines. */
export function diffLines(reference: readonly string[], other: readonly string[]): string[] {
  const [a, b] = window(reference, other)
  const patch = structuredPatch('', '', `${a.join('\n')}\n`, `${b.join('\n')}\n`, '', '', {
    context: 2,
    maxEditLength: 500,
  })
  const lines = patch
    ? (patch.hunks[0]?.lines ?? [])
    : [...a.slice(0, 9).map((line) => `-${line}`), ...b.slice(0, 9).map((line) => `+${line}`)]
  if (lines.length <= MAX_LINES) return lines
  return [...lines.slice(0, MAX_LINES - 1), ` ... ${lines.length - MAX_LINES + 1} more lines`]
}

/**
 * Bytes as lines of visible text: control characters and invalid UTF-8 as `\xNN`, and a backslash that
 * would read as one of these as `\x5c`, so that different bytes never look the same.
 */
export function visibleLines(bytes: Buffer): string[] {
  const valid = isUtf8(bytes)
  const text = bytes.toString(valid ? 'utf8' : 'latin1').replace(/\\(?=x[0-9a-f]{2}|u00[89][0-9a-f])/g, hex)
  const readable = valid ? text : text.replace(/[\x80-\xff]/g, hex)
  return visibleText(readable).split('\n')
}

/** Text in which no control character but tabs and line ends is left to act on a terminal. */
export function visibleText(text: string): string {
  return text
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, hex)
    .replace(/[\x80-\x9f]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)
}

/** At most `max` characters, cut at the end. */
export function shorten(text: string, max = 100): string {
  return text.length <= max ? text : `${text.slice(0, max - 3)}...`
}

/** Two different texts, each of at most `max` characters, cut so that they still differ. */
export function shortenPair(a: string, b: string, max = 100): [string, string] {
  const cut: [string, string] = [shorten(a, max), shorten(b, max)]
  return cut[0] === cut[1] ? excerpts(a, b, max) : cut
}

function hex(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`
}

// The parts around the first differing line; what is the same before it says nothing.
function window(reference: readonly string[], other: readonly string[]): [string[], string[]] {
  let same = 0
  while (same < reference.length && same < other.length && reference[same] === other[same]) same++
  const from = Math.max(0, same - 2)
  const cut = (lines: readonly string[]): string[] =>
    lines.slice(from, from + MAX_INPUT_LINES).map((line) => shorten(line, MAX_WIDTH))
  const [a, b] = [cut(reference), cut(other)]
  // Two long lines that differ only behind the cut must still differ in the diff.
  if (a.join('\n') !== b.join('\n') || same >= Math.max(reference.length, other.length)) return [a, b]
  const [left, right] = excerpts(reference[same] ?? '', other[same] ?? '', MAX_WIDTH)
  return [[left], [right]]
}

// Both texts around their first difference, which a cut at the end may have taken away.
function excerpts(a: string, b: string, max: number): [string, string] {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  const from = Math.max(0, at - 20)
  const cut = (text: string): string => `${from > 0 ? '...' : ''}${shorten(text.slice(from), max - 3)}`
  return [cut(a), cut(b)]
}
