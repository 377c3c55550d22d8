import { numberText, quote, sortedPairs } from './canonical.js'
import type { LuaValue } from './values.js'

/** Lines a printed value may take; what is cut is never what a diff is about to show first. */
const MAX_LINES = 2000

/**
 * A value over several indented lines, keys sorted, for people and for line diffs. Numbers are
 * written by value, as they are compared.
 */
export function prettyLines(value: LuaValue): string[] {
  const lines: string[] = []
  const seen = new Map<LuaValue, number>()
  const put = (text: string): void => {
    if (lines.length < MAX_LINES) lines.push(text)
  }
  // Depth is bounded: beyond it tables are summed up, so recursion is safe.
  const walk = (current: LuaValue, name: string, indent: string, suffix: string): void => {
    const known = seen.get(current)
    if (known !== undefined) return put(`${indent}${name}<${current.kind} ${known} again>${suffix}`)
    if (hasIdentity(current)) seen.set(current, seen.size + 1)
    const simple = inline(current)
    if (simple !== null) return put(`${indent}${name}${simple}${suffix}`)
    if (current.kind !== 'table') return
    const prefix = current.hasMetatable ? `${name}<with metatable> ` : name
    if (current.pairs.length === 0) return put(`${indent}${prefix}{}${suffix}`)
    if (indent.length > 60)
      return put(`${indent}${prefix}{ ${current.pairs.length} more keys, nested }${suffix}`)
    put(`${indent}${prefix}{`)
    for (const [key, item] of sortedPairs(current).pairs) {
      walk(item, `${keyText(key)} = `, `${indent}  `, ',')
    }
    put(`${indent}}${suffix}`)
  }
  walk(value, '', '', '')
  return lines
}

function hasIdentity({ kind }: LuaValue): boolean {
  return kind !== 'nil' && kind !== 'boolean' && kind !== 'number' && kind !== 'string'
}

function inline(value: LuaValue): string | null {
  switch (value.kind) {
    case 'nil':
      return 'nil'
    case 'boolean':
      return String(value.value)
    case 'number':
      return numberText(value.text, value.subtype)
    case 'string':
      return quoteText(value.bytes)
    case 'table':
      return null
    default:
      return value.literal ?? `<${value.kind}>`
  }
}

function keyText(key: LuaValue): string {
  if (key.kind === 'string' && /^[A-Za-z_]\w*$/.test(key.bytes.toString('latin1')))
    return key.bytes.toString('latin1')
  return `[${inline(key) ?? '<table>'}]`
}

/** Long strings are cut in the middle: their ends tell more than their bulk. */
function quoteText(bytes: Buffer): string {
  const text = quote(bytes)
  return text.length <= 400 ? text : `${text.slice(0, 200)}...${text.slice(-160)} (${bytes.length} bytes)`
}
