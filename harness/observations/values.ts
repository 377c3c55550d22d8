import { LuaparityError } from '../errors.js'

/** A Lua value as observed: the decoded form of the prelude's encoding. */
export type LuaValue =
  | { kind: 'nil' }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'number'; subtype: 'number' | 'integer' | 'float'; text: string }
  | { kind: 'string'; bytes: Buffer }
  | LuaTable
  | { kind: 'function' | 'thread' | 'userdata' | 'cdata'; id: number; literal: string | null }

/** A table, its pairs in the order in which `next` gave them; `id` is its identity within one list. */
export interface LuaTable {
  kind: 'table'
  id: number
  hasMetatable: boolean
  pairs: [key: LuaValue, value: LuaValue][]
}

/** The text handed over by a VM is not the prelude's encoding. */
export class EncodingError extends LuaparityError {
  constructor(problem: string, text: string, at: number) {
    super(
      'ERR_ENCODING',
      `bad value encoding: ${problem} at offset ${at} of ${JSON.stringify(text.slice(at, at + 40))}`,
    )
  }
}

/**
 * Decodes one list (`[value,...]`, grammar in harness/prelude/encode.lua). Tables keep identity: a
 * reference is the same object. Iterative, as nesting may be a million deep.
 *
 * @throws EncodingError when the text is anything else, trailing characters included.
 */
export function decodeList(text: string): LuaValue[] {
  const reader = new Reader(text)
  const values = reader.list()
  reader.end()
  return values
}

/** Decodes several lists with one space between, as event payloads carry them. */
export function decodeLists(text: string): LuaValue[][] {
  const reader = new Reader(text)
  const lists = [reader.list()]
  while (reader.accept(' ')) lists.push(reader.list())
  reader.end()
  return lists
}

const NUMBER = /i-?\d+|[nf]-?(?:inf|nan|\d+(?:\.\d*)?(?:e[-+]?\d+)?)/y
const OPAQUE = /<(function|thread|userdata|cdata) (\d+)(?: "(-?\d+U?LL)")?>/y
const TABLE = /\{(\d+)(\^?):/y
const REFERENCE = /@(\d+)/y

type Frame = { table: LuaTable; key: LuaValue | null }

class Reader {
  #at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  accept(char: string): boolean {
    if (this.#text[this.#at] !== char) return false
    this.#at++
    return true
  }

  end(): void {
    if (this.#at !== this.#text.length) this.#fail('something follows the list')
  }

  list(): LuaValue[] {
    if (!this.accept('[')) this.#fail('a list was expected')
    const values: LuaValue[] = []
    const known = new Map<number, LuaValue>()
    if (this.accept(']')) return values
    do {
      values.push(this.#value(known))
    } while (this.accept(','))
    if (!this.accept(']')) this.#fail('"]" was expected')
    return values
  }

  #value(known: Map<number, LuaValue>): LuaValue {
    const open: Frame[] = []
    let value = this.#simple(known)
    for (;;) {
      // A table just opened, or one that has pairs to come, is worked on before anything around it.
      if (value.kind === 'table' && !value.pairs.length && !this.#closed.has(value)) {
        if (this.accept('}')) {
          this.#closed.add(value)
        } else {
          open.push({ table: value, key: null })
          value = this.#simple(known)
          continue
        }
      }
      const frame = open.at(-1)
      if (!frame) return value
      if (frame.key === null) {
        frame.key = value
        if (!this.accept('=')) this.#fail('"=" was expected')
        value = this.#simple(known)
        continue
      }
      frame.table.pairs.push([frame.key, value])
      frame.key = null
      if (this.accept(',')) {
        value = this.#simple(known)
        continue
      }
      if (!this.accept('}')) this.#fail('"," or "}" was expected')
      this.#closed.add(frame.table)
      open.pop()
      value = frame.table
    }
  }

  // Tables whose text has been read to its end, or which were met as a reference.
  readonly #closed = new WeakSet<LuaTable>()

  #simple(known: Map<number, LuaValue>): LuaValue {
    const char = this.#text[this.#at]
    switch (char) {
      case 'n':
        if (this.#text.startsWith('nil', this.#at)) return this.#literal('nil', { kind: 'nil' })
        return this.#number()
      case 'i':
      case 'f':
        if (this.#text.startsWith('false', this.#at)) {
          return this.#literal('false', { kind: 'boolean', value: false })
        }
        return this.#number()
      case 't':
        if (!this.#text.startsWith('true', this.#at)) this.#fail('a value was expected')
        return this.#literal('true', { kind: 'boolean', value: true })
      case '"':
        return { kind: 'string', bytes: this.#string() }
      case '{': {
        const [, id, meta] = this.#match(TABLE, 'a table')
        const table: LuaTable = { kind: 'table', id: Number(id), hasMetatable: meta === '^', pairs: [] }
        known.set(table.id, table)
        return table
      }
      case '@': {
        const [, id] = this.#match(REFERENCE, 'a reference')
        const value = known.get(Number(id))
        if (!value) this.#fail(`nothing has the identity ${id}`)
        if (value.kind === 'table') this.#closed.add(value)
        return value
      }
      case '<': {
        const [, kind, id, literal] = this.#match(OPAQUE, 'an opaque value')
        const value = { kind, id: Number(id), literal: literal ?? null } as LuaValue
        known.set(Number(id), value)
        return value
      }
      default:
        return this.#fail('a value was expected')
    }
  }

  #literal(text: string, value: LuaValue): LuaValue {
    this.#at += text.length
    return value
  }

  #number(): LuaValue {
    const [text] = this.#match(NUMBER, 'a number')
    const subtype = ({ n: 'number', i: 'integer', f: 'float' } as const)[text[0] as 'n' | 'i' | 'f']
    return { kind: 'number', subtype, text: text.slice(1) }
  }

  #string(): Buffer {
    // A quote inside is written as an escape, so the next one ends the string.
    const end = this.#text.indexOf('"', this.#at + 1)
    const body = this.#text.slice(this.#at + 1, end)
    if (end < 0 || /[^ -~]|\\(?![01]\d\d|2[0-4]\d|25[0-5])/.test(body)) this.#fail('a string was expected')
    this.#at = end + 1
    if (!body.includes('\\')) return Buffer.from(body, 'latin1')
    return Buffer.from(
      body.replace(/\\(\d{3})/g, (_, code) => String.fromCharCode(Number(code))),
      'latin1',
    )
  }

  #match(pattern: RegExp, expected: string): RegExpExecArray {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (!match) return this.#fail(`${expected} was expected`)
    this.#at = pattern.lastIndex
    return match
  }

  #fail(problem: string): never {
    throw new EncodingError(problem, this.#text, this.#at)
  }
}
