import { stripVTControlCharacters } from 'node:util'

// What terminals draw two columns wide, by the beginning of what is one character to the reader, and what takes no room.
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]|\ufe0f/u
const NOTHING = /^[\p{M}\p{Cc}\u200b-\u200f\u2060\ufeff]/u

let characters: Intl.Segmenter | null = null

/** Columns that a text takes on a terminal; colours take none. */
export function widthOnTerminal(text: string): number {
  const plain = text.includes('\x1b') ? stripVTControlCharacters(text) : text
  // Nearly all of it, at a hundredth of what looking at each character costs.
  if (/^[ -~]*$/.test(plain)) return plain.length
  characters ??= new Intl.Segmenter()
  let width = 0
  for (const { segment } of characters.segment(plain)) {
    if (!NOTHING.test(segment)) width += WIDE.test(segment) ? 2 : 1
  }
  return width
}
