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
  const hunk = patch?.hunks[0]
  const lines = hunk
    ? hunk.lines
    : [...a.slice(0, 9).map((line) => `-${line}`), ...b.slice(0, 9).map((line) => `+${line}`)]
  if (lines.length <= MAX_LINES) return lines
  return [...lines.slice(0, MAX_LINES - 1), ` ... ${lines.length - MAX_LINES + 1} more lines`]
}

/** Bytes as lines of visible text: control characters and invalid UTF-8 as `\xNN`. */
export function visibleLines(bytes: Buffer): string[] {
  const text = bytes.toString('utf8')
  const readable = text.includes('\ufffd') ? bytes.toString('latin1').replace(/[\x80-\xff]/g, hex) : text
  return readable.split('\n').map((line) => line.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, hex))
}

/** At most `max` characters, cut at the end. */
export function shorten(text: string, max = 100): string {
  return text.length <= max ? text : `${text.slice(0, max - 3)}...`
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
  if (a.join('\n') !== b.join('\n')) return [a, b]
  return [reference.slice(same, same + 1).map(tail), other.slice(same, same + 1).map(tail)]
}

function tail(line: string): string {
  return `...${line.slice(-MAX_WIDTH)}`
}
