import type { LuaValue } from '../observations/values.js'
import { luaString } from '../prelude/job.js'

/**
 * Lua that makes observed values anew, as statements that put them one by one: tables keep their identity within one
 * writer's list and may contain themselves. It runs where `T`, an empty table, and `C` of controls/host-replay.lua are
 * known. Objects other than tables become a `C.object(<kind>)`.
 */
export class LuaValueWriter {
  readonly statements: string[] = []
  #objects = 0

  /** Expressions for values that belong together: the same table in them is one table. */
  list(values: readonly LuaValue[]): { expressions: string[]; isWhole: boolean } {
    const known = new Map<LuaValue, string>()
    const due: LuaValue[] = []
    let isWhole = true
    const expressionOf = (value: LuaValue): string => {
      const { kind } = value
      if (kind === 'nil') return 'nil'
      if (kind === 'boolean') return String(value.value)
      if (kind === 'number') return numberExpression(value.text, value.subtype)
      if (kind === 'string') return luaString(value.bytes)
      const met = known.get(value)
      if (met !== undefined) return met
      const name = `T[${++this.#objects}]`
      known.set(value, name)
      if (kind !== 'table') {
        isWhole = false
        this.statements.push(`${name}=C.object("${kind}")`)
        return name
      }
      this.statements.push(`${name}={}`)
      if (value.hasMetatable) {
        isWhole = false
        this.statements.push(`C.has_metatable[${name}]=true`)
      }
      due.push(value)
      return name
    }
    const expressions = values.map(expressionOf)
    // Not by recursion: tables may be nested as deeply as the VM let them be.
    for (let table = due.pop(); table; table = due.pop()) {
      if (table.kind !== 'table') continue
      const name = known.get(table)!
      for (const [key, value] of table.pairs) {
        const keyExpression = expressionOf(key)
        this.statements.push(`${name}[${keyExpression}]=${expressionOf(value)}`)
      }
    }
    return { expressions, isWhole }
  }
}

function numberExpression(text: string, subtype: 'number' | 'integer' | 'float'): string {
  if (text.includes('nan')) return '(0/0)'
  if (text.includes('inf')) return text.startsWith('-') ? '(-1/0)' : '(1/0)'
  if (text === '-0') return 'C.negative_zero'
  // As a literal its digits alone are an integer that does not exist.
  if (text === '-9223372036854775808' && subtype === 'integer') return '(-9223372036854775807-1)'
  return subtype === 'float' && /^-?\d+$/.test(text) ? `${text}.0` : text
}
