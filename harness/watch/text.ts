import type pc from 'picocolors'

/** Paints text, or leaves it as it is. */
export type Style = ReturnType<typeof pc.createColors>

export function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`
}

export function secondsOf(ms: number): string {
  return ms < 10_000 ? `${(ms / 1000).toFixed(2)} s` : `${Math.round(ms / 1000)} s`
}

const ESCAPE = /\x1b\[[0-9;]*m/y

/** The beginning of a line that has no room for all of it; escape sequences of colours take none, and all stay. */
export function cut(line: string, width: number): string {
  let shown = ''
  let used = 0
  for (let at = 0; at < line.length; ) {
    ESCAPE.lastIndex = at
    const sequence = ESCAPE.exec(line)?.[0]
    const piece = sequence ?? String.fromCodePoint(line.codePointAt(at)!)
    if (sequence !== undefined || used < width) shown += piece
    if (sequence === undefined) used++
    at += piece.length
  }
  return shown
}

/** A line of plain text in pieces of this width. */
export function wrapped(line: string, width: number): string[] {
  const characters = [...line]
  if (characters.length <= width) return [line]
  const count = Math.ceil(characters.length / width)
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * width, (index + 1) * width).join(''),
  )
}
