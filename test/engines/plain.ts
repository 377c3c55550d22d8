import type { LuaValue } from '../../harness/observations/values.js'

/** A Lua value as JavaScript has it, so that a test can write it down. */
export type Plain = null | boolean | number | bigint | string | PlainTable | Opaque

/** A table by its pairs; keys that are tables are found by identity only. */
export type PlainTable = Map<Plain, Plain>

/** A value with an identity and no content. */
interface Opaque {
  opaque: string
}

/**
 * Values as JavaScript's own: strings with one character a byte, numbers (integers that no double holds as bigint),
 * nil as null, tables as maps with their identity kept. Iterative, as tables may be nested deeply.
 */
export function plain(values: readonly LuaValue[]): Plain[] {
  const tables = new Map<LuaValue, PlainTable>()
  const due: Extract<LuaValue, { kind: 'table' }>[] = []
  const opaques = new Map<LuaValue, Opaque>()
  const convert = (value: LuaValue): Plain => {
    switch (value.kind) {
      case 'nil':
        return null
      case 'boolean':
        return value.value
      case 'string':
        return value.bytes.toString('latin1')
      case 'number':
        return numberOf(value.text, value.subtype)
      case 'table': {
        const known = tables.get(value)
        if (known) return known
        const table: PlainTable = new Map()
        tables.set(value, table)
        due.push(value)
        return table
      }
      default: {
        const opaque = opaques.get(value) ?? { opaque: value.literal ?? value.kind }
        opaques.set(value, opaque)
        return opaque
      }
    }
  }
  const converted = values.map(convert)
  for (let table = due.pop(); table; table = due.pop()) {
    const target = tables.get(table)!
    for (const [key, value] of table.pairs) target.set(convert(key), convert(value))
  }
  return converted
}

/** A list as Lua has it: keys from 1. */
export function list(...items: Plain[]): PlainTable {
  return new Map(items.map((item, index) => [index + 1, item]))
}

/** A table with these string keys. */
export function record(fields: Readonly<Record<string, Plain>>): PlainTable {
  return new Map(Object.entries(fields))
}

function numberOf(text: string, subtype: 'number' | 'integer' | 'float'): number | bigint {
  if (subtype === 'integer') {
    const integer = BigInt(text)
    return BigInt(Number(integer)) === integer ? Number(integer) : integer
  }
  return Number(text.replace('inf', 'Infinity').replace('nan', 'NaN'))
}
