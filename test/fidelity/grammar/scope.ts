import type { Source } from './lua.js'

/** What the text at some place of a program may use. */
export interface Scope {
  /** How deeply expressions, or blocks, may still nest. */
  depth: number
  /** Whether operations may meet a table, and so a metamethod: metamethods themselves must not. */
  tables: boolean
  /** Functions f1 to f<this> may be called; each calls only those before it, so that every call ends. */
  functions: number
  /** Whether `...` is there. */
  varargs: boolean
}

/** Where a metamethod's or a callback's body is. */
export const LEAF: Scope = { depth: 1, tables: false, functions: 0, varargs: false }

export function deeper(scope: Scope): Scope {
  return { ...scope, depth: scope.depth - 1 }
}

/** The grammar is the same wherever the scope is: made once for each. */
export function perScope(make: (scope: Scope) => Source): (scope: Scope) => Source {
  const made = new Map<string, Source>()
  return (scope) => {
    const key = Object.values(scope).join()
    const source = made.get(key) ?? make(scope)
    made.set(key, source)
    return source
  }
}
