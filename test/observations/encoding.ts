import fc from 'fast-check'
import { numberText } from '../../harness/observations/canonical.js'
import type { LuaValue } from '../../harness/observations/values.js'

/** Values as the prelude would write them: identities in the order of meeting, pairs as they stand. */
export function encodeList(values: readonly LuaValue[]): string {
  const ids = new Map<LuaValue, number>()
  const encode = (value: LuaValue): string => {
    if (value.kind === 'nil') return 'nil'
    if (value.kind === 'boolean') return String(value.value)
    if (value.kind === 'number') return value.subtype[0] + value.text
    if (value.kind === 'string') return quoted(value.bytes)
    const known = ids.get(value)
    if (known) return `@${known}`
    const id = ids.size + 1
    ids.set(value, id)
    if (value.kind !== 'table') {
      return `<${value.kind} ${id}${value.literal === null ? '' : ` "${value.literal}"`}>`
    }
    const pairs = value.pairs.map(([key, item]) => `${encode(key)}=${encode(item)}`)
    return `{${id}${value.hasMetatable ? '^' : ''}:${pairs.join(',')}}`
  }
  return `[${values.map(encode).join(',')}]`
}

function quoted(bytes: Buffer): string {
  const safe = (byte: number): boolean => byte >= 32 && byte < 127 && byte !== 34 && byte !== 92
  const escaped = [...bytes].map((byte) =>
    safe(byte) ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`,
  )
  return `"${escaped.join('')}"`
}

const bytes = fc.uint8Array({ maxLength: 12 }).map((array) => Buffer.from(array))

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map(textOf)
const doubles = fc.oneof(finite, fc.constantFrom('nan', 'inf', '-inf', '0', '-0', '9007199254740992'))
const integers = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0n, 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)),
)

const number = fc.oneof(
  doubles.map((text): LuaValue => ({ kind: 'number', subtype: 'number', text })),
  doubles.map((text): LuaValue => ({ kind: 'number', subtype: 'float', text })),
  integers.map((value): LuaValue => ({ kind: 'number', subtype: 'integer', text: String(value) })),
)

const simple = fc.oneof(
  number,
  bytes.map((value): LuaValue => ({ kind: 'string', bytes: value })),
  fc.boolean().map((value): LuaValue => ({ kind: 'boolean', value })),
)

const key = simple.filter((value) => value.kind !== 'number' || value.text !== 'nan')

const opaque = fc.oneof(
  fc
    .constantFrom('function' as const, 'thread' as const, 'userdata' as const, 'cdata' as const)
    .map((kind): LuaValue => ({ kind, id: 0, literal: null })),
  fc.bigInt({ min: -5n, max: 2n ** 64n - 1n }).map(
    (value): LuaValue => ({
      kind: 'cdata',
      id: 0,
      literal: `${value}${value < 0 ? '' : 'U'}LL`,
    }),
  ),
)

const { value: tree } = fc.letrec<{ value: LuaValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(simple, opaque, fc.constant<LuaValue>({ kind: 'nil' })),
    fc
      .record({
        hasMetatable: fc.boolean(),
        // Lua takes two numbers of one value for one key.
        pairs: fc.uniqueArray(fc.tuple(key, tie('value')), {
          maxLength: 5,
          selector: ([name]) =>
            name.kind === 'number'
              ? numberText(name.text, name.subtype).replace('-0', '0')
              : encodeList([name]),
        }),
      })
      .map(({ hasMetatable, pairs }): LuaValue => ({ kind: 'table', id: 0, hasMetatable, pairs })),
  ),
}))

/**
 * Lists of values over the whole grammar; some tables hold, or stand beside, tables met elsewhere in
 * the list, so that there are shared ones and cycles.
 */
export const valueLists: fc.Arbitrary<LuaValue[]> = fc
  .tuple(fc.array(tree, { maxLength: 4 }), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }))
  .map(([values, links]) => {
    const tables = values.flatMap(tablesIn)
    for (const [from, to] of links) {
      const [holder, held] = [tables[from % tables.length], tables[to % tables.length]]
      if (!holder || !held) continue
      const free =
        holder.pairs.filter(([name]) => name.kind === 'string' && name.bytes.equals(LINK)).length === 0
      if (free) holder.pairs.push([{ kind: 'string', bytes: LINK }, held])
    }
    return values
  })

const LINK = Buffer.from('a link to another table')

/** The same graph of values with the pairs of every table in another order. */
export function reordered(values: readonly LuaValue[], random: () => number): LuaValue[] {
  const copies = new Map<LuaValue, LuaValue>()
  const copy = (value: LuaValue): LuaValue => {
    if (value.kind !== 'table') return value
    const known = copies.get(value)
    if (known) return known
    const table: LuaValue = { ...value, pairs: [] }
    copies.set(value, table)
    const pairs = value.pairs.map((pair) => ({ pair, at: random() })).sort((a, b) => a.at - b.at)
    for (const { pair } of pairs) table.pairs.push([copy(pair[0]), copy(pair[1])])
    return table
  }
  return values.map(copy)
}

function tablesIn(value: LuaValue): Extract<LuaValue, { kind: 'table' }>[] {
  if (value.kind !== 'table') return []
  return [value, ...value.pairs.flatMap(([, item]) => tablesIn(item))]
}

// "%.17g" of a double.
function textOf(value: number): string {
  if (Object.is(value, -0)) return '-0'
  if (value === 0) return '0'
  const exponent = Number(value.toExponential(16).split('e')[1])
  if (exponent < -4 || exponent >= 17) {
    const [mantissa, power] = value.toExponential(16).split('e')
    const digits = mantissa!.replace(/\.?0+$/, '')
    return `${digits}e${power![0]}${power!.slice(1).padStart(2, '0')}`
  }
  const text = value.toPrecision(17)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
