import type pc from 'picocolors'
import { visibleText } from '../../verdicts/diff.js'
import { widthOnTerminal } from './width.js'

export type Colours = ReturnType<typeof pc.createColors>

/** Spaces between two columns of a table. */
export const GAP = 2

/** Columns without lines around them, and nothing behind the last one; they stand on the left unless it is said otherwise. */
export function columns(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  aligned: readonly ('left' | 'right')[] = [],
): string {
  const all = [head, ...rows].map((row) => row.map((text) => ({ text, width: widthOnTerminal(text) })))
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.width ?? 0)))
  const lines = all.map((row) =>
    row.map(({ text, width }, column) => {
      const space = ' '.repeat(widths[column]! - width)
      return aligned[column] === 'right' ? space + text : text + space
    }),
  )
  return lines.map((cells) => cells.join(' '.repeat(GAP)).trimEnd()).join('\n')
}

/** A script's own words can neither draw on the terminal nor begin a line like one of ours. */
export function harmless(text: string): string {
  return visibleText(text).replaceAll('\n', '\n      ')
}

/** Pieces of text, two spaces apart, in lines of at most `width` characters. */
export function flow(pieces: readonly string[], width: number): string {
  const lines: string[] = []
  for (const piece of pieces) {
    const joined = lines.length > 0 ? `${lines.at(-1)}  ${piece}` : piece
    if (lines.length > 0 && joined.length > width) lines.push(piece)
    else lines.splice(-1, 1, joined)
  }
  return lines.join('\n')
}

/** The beginning of a text that has no room for all of it. */
export function cutEnd(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
}

/** The end of a text, as of a path, that has no room for all of it. */
export function cutStart(text: string, width: number): string {
  return text.length <= width ? text : `…${text.slice(text.length - Math.max(0, width - 1))}`
}

/** "a, b and c". */
export function list(names: readonly string[]): string {
  return names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
