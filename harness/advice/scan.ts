import { Glance } from './glance.js'

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
type NumeralForm = 'suffix' | 'binary' | 'hex-fraction' | 'large'

export interface Scan {
  lexemes: readonly Lexeme[]
  /** What the parser has to be given other than it is written. */
  edits: readonly Edit[]
  /** Where the first thing stands that is no comment. */
  codeAt: number
  /** Where strings begin and end, in their order. */
  strings: readonly (readonly [number, number])[]
  glance: Glance
}

/** Text of the same length in place of that at `at`. */
interface Edit {
  at: number
  text: string
}

const NAME = String.raw`[A-Za-z_\x80-\xff][\w\x80-\xff]*`
const COMMENT = String.raw`--(?:\[(=*)\[[\s\S]*?(?:\]\1\]|$)|[^\n]*)`
const LONG_STRING = String.raw`\[(=*)\[[\s\S]*?\]\2\]`
const STRING = String.raw`"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'`
const NUMERAL = String.raw`0[xX][0-9a-fA-F]*(?:\.[0-9a-fA-F]*)?(?:[pP][+-]?\d+)?[uUlLiI]*|0[bB][01]+[uUlL]*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[uUlLiI]*`
const ATTRIBUTE = String.raw`<[ \t]*(?:const|close)[ \t]*>`
const SYMBOL = String.raw`::|[=~<>]=|<<|>>|\/\/|[^\s\w]`
/** The commonest first, as each is tried in turn. */
const LEXEME = new RegExp(
  `${NAME}|${COMMENT}|${STRING}|${LONG_STRING}|\\.\\.+|${NUMERAL}|${ATTRIBUTE}|${SYMBOL}`,
  'g',
)

/** What every Lua takes for an escape: `\n`, `\065`, a quote, a backslash, a line end. */
const ORDINARY_ESCAPE = /[abfnrtv\\"'\r\n\d]/

/** Goes over the text of a script (bytes as characters) once. */
export function scan(text: string): Scan {
  const found = new Found()
  // Lua itself takes a first line with # for a comment.
  LEXEME.lastIndex = text.startsWith('#') ? found.firstLine(text) : 0
  for (let match = LEXEME.exec(text); match !== null; match = LEXEME.exec(text))
    found.add(match[0], match.index, text)
  const { lexemes, edits, strings, glance, codeAt } = found
  glance.close()
  return { lexemes, edits, strings, glance, codeAt: codeAt ?? text.length }
}

/** The text with all that the parser does not know written in words that it does, character for character. */
export function plainText(text: string, { edits }: Scan): string {
  if (edits.length === 0) return text
  let out = ''
  let at = 0
  for (const edit of edits) {
    out += text.slice(at, edit.at) + edit.text
    at = edit.at + edit.text.length
  }
  return out + text.slice(at)
}

class Found {
  readonly lexemes: Lexeme[] = []
  readonly edits: Edit[] = []
  readonly strings: [number, number][] = []
  readonly glance = new Glance()
  codeAt: number | null = null

  add(word: string, at: number, text: string): void {
    const first = word.charCodeAt(0)
    if (isLetter(first)) {
      this.codeAt ??= at
      this.glance.name(word, at, text)
      return
    }
    if (first === 45 && word.length > 1) {
      this.lexemes.push({ kind: 'comment', at, text: word.slice(2) })
      return
    }
    this.codeAt ??= at
    if (first === 34 || first === 39 || (first === 91 && word.length > 1)) this.#string(word, at)
    else if (isDigit(first) || (first === 46 && isDigit(word.charCodeAt(1)))) this.#numeral(word, at)
    else if (first === 60 && word.length > 2) {
      this.lexemes.push({ kind: 'attribute', at, text: word })
      this.edits.push({ at, text: ' '.repeat(word.length) })
    } else {
      if (first === 59) this.lexemes.push({ kind: 'semicolon', at })
      this.glance.symbol(word, at, text)
    }
  }

  firstLine(text: string): number {
    const end = text.indexOf('\n')
    const length = end < 0 ? text.length : end
    this.edits.push({ at: 0, text: ' '.repeat(length) })
    return length
  }

  #string(word: string, at: number): void {
    this.strings.push([at, at + word.length])
    this.glance.string(word, at)
    if (word[0] === '[') return
    for (let index = word.indexOf('\\'); index >= 0; index = word.indexOf('\\', index + 2)) {
      const letter = word[index + 1]!
      if (ORDINARY_ESCAPE.test(letter)) continue
      const written = /^\\(?:x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]+\}|[\s\S])/.exec(word.slice(index))![0]
      this.lexemes.push({ kind: 'escape', at: at + index, text: written, letter })
      // `\z` takes line ends in, which the parser has to know of.
      if (letter !== 'z') this.edits.push({ at: at + index, text: '.' })
    }
  }

  #numeral(word: string, at: number): void {
    this.glance.numeral()
    const form = word.length > 1 ? formOf(word) : null
    if (form === null) return
    this.lexemes.push({ kind: 'numeral', at, text: word, form })
    if (form !== 'large') this.edits.push({ at, text: '1'.repeat(word.length) })
  }
}

function formOf(word: string): NumeralForm | null {
  if (/[uUlLiI]$/.test(word)) return 'suffix'
  if (/^0b/i.test(word)) return 'binary'
  if (/^0x/i.test(word) && word.includes('.')) return 'hex-fraction'
  // Shorter ones are below 2^53, where a double holds every whole number.
  if (word.length < 14 || !/^(?:0x[0-9a-f]+|\d+)$/i.test(word)) return null
  return BigInt(word) > BigInt(Number.MAX_SAFE_INTEGER) ? 'large' : null
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 128
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
