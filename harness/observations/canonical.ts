import type { LuaTable, LuaValue } from './values.js'

export interface CanonicalOptions {
  /**
   * `kind` keeps integer, float and number apart (`i7`, `f7`, `n7`), as the VM has them. `value` writes
   * the number alone, exactly, because a script of one VM's dialect cannot see another's kinds.
   */
  numbers: 'kind' | 'value'
  /** Appends `~3,1,2` to a table whose keys were not iterated in sorted order. */
  order: boolean
}

/**
 * A list of values as one line, in the prelude's grammar, with keys sorted and identities numbered in
 * that order, so that equal values have equal texts however their tables were iterated.
 * Keys that have no order of their own (tables, functions) stay behind the others as iterated.
 */
export function canonicalText(values: readonly LuaValue[], options: CanonicalOptions): string {
  const writer = new Writer(options)
  values.forEach((value, index) => {
    if (index > 0) writer.text(',')
    writer.value(value)
  })
  return `[${writer.done()}]`
}

/** The exact value of a number, independent of its kind: `5`, `-0`, `nan`, `0.1`, `9007199254740993`. */
export function numberText(text: string, subtype: 'number' | 'integer' | 'float'): string {
  if (subtype === 'integer') return BigInt(text).toString()
  const lower = text.toLowerCase()
  if (lower.includes('nan')) return 'nan'
  if (lower.includes('inf')) return lower.startsWith('-') ? '-inf' : 'inf'
  const number = Number(text)
  if (Object.is(number, -0)) return '-0'
  return Number.isInteger(number) ? BigInt(number).toString() : String(number)
}

/** Pairs sorted by key: booleans, numbers, strings bytewise, then everything else as iterated. */
export function sortedPairs(table: LuaTable): { pairs: LuaTable['pairs']; permutation: number[] } {
  const indexed = table.pairs.map((pair, index) => ({ pair, index }))
  indexed.sort((a, b) => compareKeys(a.pair[0], b.pair[0]) || a.index - b.index)
  return { pairs: indexed.map(({ pair }) => pair), permutation: indexed.map(({ index }) => index + 1) }
}

const RANKS = { boolean: 0, number: 1, string: 2 } as const

function compareKeys(a: LuaValue, b: LuaValue): number {
  const rank = rankOf(a) - rankOf(b)
  if (rank !== 0) return rank
  if (a.kind === 'boolean' && b.kind === 'boolean') return Number(a.value) - Number(b.value)
  if (a.kind === 'string' && b.kind === 'string') return Buffer.compare(a.bytes, b.bytes)
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a, b)
  return 0
}

function rankOf(value: LuaValue): number {
  return RANKS[value.kind as keyof typeof RANKS] ?? 3
}

type LuaNumber = Extract<LuaValue, { kind: 'number' }>

function compareNumbers(a: LuaNumber, b: LuaNumber): number {
  const [x, y] = [asNumber(a.text), asNumber(b.text)]
  if (x !== y) return x < y ? -1 : 1
  if (a.subtype !== 'integer' && b.subtype !== 'integer') return 0
  // Beyond 2^53 several integers meet in one double.
  const [p, q] = [BigInt(numberText(a.text, a.subtype)), BigInt(numberText(b.text, b.subtype))]
  return p === q ? 0 : p < q ? -1 : 1
}

function asNumber(text: string): number {
  return Number(text.replace('inf', 'Infinity'))
}

type Pending = { pairs: LuaTable['pairs']; next: number; half: 'key' | 'value'; tail: string }

class Writer {
  readonly #out: string[] = []
  readonly #ids = new Map<LuaValue, number>()
  readonly #options: CanonicalOptions

  constructor(options: CanonicalOptions) {
    this.#options = options
  }

  text(text: string): void {
    this.#out.push(text)
  }

  done(): string {
    return this.#out.join('')
  }

  value(root: LuaValue): void {
    const open: Pending[] = []
    this.#open(root, open)
    for (let frame = open.at(-1); frame; frame = open.at(-1)) {
      const pair = frame.pairs[frame.next]
      if (!pair) {
        this.text(frame.tail)
        open.pop()
      } else if (frame.half === 'key') {
        if (frame.next > 0) this.text(',')
        frame.half = 'value'
        this.#open(pair[0], open)
      } else {
        this.text('=')
        frame.half = 'key'
        frame.next++
        this.#open(pair[1], open)
      }
    }
  }

  #open(value: LuaValue, open: Pending[]): void {
    switch (value.kind) {
      case 'nil':
        return this.text('nil')
      case 'boolean':
        return this.text(String(value.value))
      case 'number':
        return this.text(
          this.#options.numbers === 'kind'
            ? value.subtype[0] + value.text
            : `n${numberText(value.text, value.subtype)}`,
        )
      case 'string':
        return this.text(quote(value.bytes))
    }
    const known = this.#ids.get(value)
    if (known !== undefined) return this.text(`@${known}`)
    const id = this.#ids.size + 1
    this.#ids.set(value, id)
    if (value.kind !== 'table') {
      return this.text(`<${value.kind} ${id}${value.literal === null ? '' : ` "${value.literal}"`}>`)
    }
    const { pairs, permutation } = sortedPairs(value)
    const inOrder = permutation.every((position, index) => position === index + 1)
    this.text(`{${id}${value.hasMetatable ? '^' : ''}:`)
    const tail = this.#options.order && !inOrder ? `~${permutation.join(',')}}` : '}'
    open.push({ pairs, next: 0, half: 'key', tail })
  }
}

/** Bytes in double quotes, everything but printable ASCII as `\ddd`. */
export function quote(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return `"${text.replace(/[^ !#-[\]-~]/g, (char) => `\\${String(char.charCodeAt(0)).padStart(3, '0')}`)}"`
}
