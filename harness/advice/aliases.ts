import type { Node } from 'luaparse'
import type { LuaFile } from './lua-file.js'
import type { Local, Reference } from './names.js'

const known = new WeakMap<LuaFile, readonly Reference[]>()

/**
 * Every mention of a global, also those by way of a local variable that stands for it (`local string = string`): these
 * have the name of the global, and the local variable.
 */
export function mentions(file: LuaFile): readonly Reference[] {
  const before = known.get(file)
  if (before) return before
  const found = [...file.names.globals.values()].flatMap((references) =>
    references.flatMap((reference) => {
      const local = givenTo(reference.node, reference.frame.node, file)
      const stands = local?.references.every(({ access }) => access === 'read')
      return stands
        ? [reference, ...local!.references.map((use) => ({ ...use, name: reference.name }))]
        : reference
    }),
  )
  known.set(file, found)
  return found
}

/** The local variable that an expression is the first value of, by itself. */
export function givenTo(node: Node, parent: Node, { names }: LuaFile): Local | null {
  if (parent.type !== 'LocalStatement') return null
  const variable = parent.variables[(parent.init as readonly Node[]).indexOf(node)]
  return (variable && names.locals.find(({ declaration }) => declaration === variable)) ?? null
}
