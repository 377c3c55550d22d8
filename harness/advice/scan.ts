/** Something in a text that the parser either does not keep or does not know. Offsets are characters from 0. */
export type Lexeme =
  /** `--` and what belongs to it; `text` is without the dashes. */
  | { kind: 'comment'; at: number; text: string }
  | { kind: 'escape'; at: number; text: string; letter: string }
  /** A numeral of a form that not every Lua has. */
  | { kind: 'numeral'; at: number; text: string; form: NumeralForm }
  /** `<const>` or `<close>`. */
  | { kind: 'attribute'; at: number; text: string }
  | { kind: 'semicolon'; at: number }

/** `suffix`: `1LL`, `1i`; `binary`: `0b101`; `hex-fraction`: `0x1.8`; `large`: a whole number that no double holds. */
export type NumeralForm = 'suffix' | 'binary' | 'hex-fraction' | 'large'

export interface Scan {
  lexemes: readonly Lexeme[]
  /** The text with all that the parser does not know written in words that it does, character for character. */
  plain: string
  /** Where the first thing stands that is no comment. */
  codeAt: number
  /** Where strings begin and end, in their order. */
  strings: readonly (readonly [number, number])[]
}

const NAME = String.raw`[A-Za-z_\x80-\xff][\w\x80-\xff]*`
const COMMENT = String.raw`--\[(=*)\[[\s\S]*?(?:\]\1\]|$(?![\s\S]))|--[^\n]*`
const LONG_STRING = String.raw`\[(=*)\[[\s\S]*?\]\2\]`
const STRING = String.raw`"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'`
const NUMERAL = String.raw`0[xX][0-9a-fA-F]*(?:\.[0-9a-fA-F]*)?(?:[pP][+-]?\d+)?[uUlLiI]*|0[bB][01]+[uUlL]*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[uUlLiI]*`
const ATTRIBUTE = String.raw`<[ \t]*(?:const|close)[ \t]*>`
const LEXEME = new RegExp(
  `${COMMENT}|${LONG_STRING}|${STRING}|${NAME}|\\.\\.+|${NUMERAL}|${ATTRIBUTE}|;|[^\\s\\w]`,
  'g',
)

/** What every Lua takes for an escape: `\n`, `\065`, a quote, a backslash, a line end. */
const ORDINARY_ESCAPE = /[abfnrtv\\"'\r\n\d]/

/** Goes over the text of a script (bytes as characters) once, without regard to its grammar. */
export function scan(text: string): Scan {
  const lexemes: Lexeme[] = []
  const strings: [number, number][] = []
  const edits: Edit[] = []
  let codeAt = -1
  // Lua itself takes a first line with # for a comment.
  const start = text.startsWith('#') ? firstLine(text, edits) : 0
  LEXEME.lastIndex = start
  for (let match = LEXEME.exec(text); match !== null; match = LEXEME.exec(text)) {
    const at = match.index
    const word = match[0]
    const first = word.charCodeAt(0)
    if (first === 45 && word.startsWith('--')) {
      lexemes.push({ kind: 'comment', at, text: word.slice(2) })
      continue
    }
    if (codeAt < 0) codeAt = at
    if (first === 34 || first === 39) readString(word, at, lexemes, strings, edits)
    else if (first === 91 && word.length > 1) strings.push([at, at + word.length])
    else if (first === 59) lexemes.push({ kind: 'semicolon', at })
    else if (first === 60 && word.length > 1) {
      lexemes.push({ kind: 'attribute', at, text: word })
      edits.push({ at, text: ' '.repeat(word.length) })
    } else if (word.length > 1 && ((first >= 48 && first <= 57) || first === 46))
      readNumeral(word, at, lexemes, edits)
  }
  return { lexemes, plain: apply(text, edits), codeAt: codeAt < 0 ? text.length : codeAt, strings }
}

interface Edit {
  at: number
  text: string
}

function firstLine(text: string, edits: Edit[]): number {
  const end = text.indexOf('\n')
  const length = end < 0 ? text.length : end
  edits.push({ at: 0, text: ' '.repeat(length) })
  return length
}

function readString(
  word: string,
  at: number,
  lexemes: Lexeme[],
  strings: [number, number][],
  edits: Edit[],
): void {
  strings.push([at, at + word.length])
  for (let index = word.indexOf('\\'); index >= 0; index = word.indexOf('\\', index + 2)) {
    const letter = word[index + 1]!
    if (ORDINARY_ESCAPE.test(letter)) continue
    const written = /^\\(?:x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]+\}|[\s\S])/.exec(word.slice(index))![0]
    lexemes.push({ kind: 'escape', at: at + index, text: written, letter })
    // `\z` takes line ends in, which the parser has to know of.
    if (letter !== 'z') edits.push({ at: at + index, text: '.' })
  }
}

function readNumeral(word: string, at: number, lexemes: Lexeme[], edits: Edit[]): void {
  const form = formOf(word)
  if (form === null) return
  lexemes.push({ kind: 'numeral', at, text: word, form })
  if (form === 'suffix') {
    const suffix = /[uUlLiI]+$/.exec(word)!
    edits.push({ at: at + suffix.index, text: ' '.repeat(suffix[0].length) })
  }
  if (/^0b/i.test(word)) edits.push({ at: at + 1, text: '0' })
}

function formOf(word: string): NumeralForm | null {
  if (/[uUlLiI]$/.test(word)) return 'suffix'
  if (/^0b/i.test(word)) return 'binary'
  if (/^0x/i.test(word) && word.includes('.')) return 'hex-fraction'
  // Shorter ones are below 2^53, where a double holds every whole number.
  if (word.length < 14 || !/^(?:0x[0-9a-f]+|\d+)$/i.test(word)) return null
  return BigInt(word) > BigInt(Number.MAX_SAFE_INTEGER) ? 'large' : null
}

function apply(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text
  let out = ''
  let at = 0
  for (const edit of edits) {
    out += text.slice(at, edit.at) + edit.text
    at = edit.at + edit.text.length
  }
  return out + text.slice(at)
}
