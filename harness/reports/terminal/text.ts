import Table, { type HorizontalAlignment } from 'cli-table3'
import type pc from 'picocolors'
import { visibleText } from '../../verdicts/diff.js'

export type Colours = ReturnType<typeof pc.createColors>

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

/** Spaces between two columns of a table. */
export const GAP = PLAIN.middle.length

/** Columns without lines around them, and nothing behind the last one. */
export function columns(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  aligned: HorizontalAlignment[] = [],
): string {
  const table = new Table({
    head: [...head],
    chars: PLAIN,
    colAligns: aligned,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  })
  for (const row of rows) table.push([...row])
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
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
