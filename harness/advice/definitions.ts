import type { Node } from 'luaparse'
import { mentions } from './aliases.js'
import { argumentsOf, calledBy } from './calls.js'
import type { LuaFile } from './lua-file.js'
import { constantText, type Path, pathOf } from './paths.js'

const defined = new WeakMap<LuaFile, ReadonlySet<string>>()

/** Globals, and fields of globals, that the file assigns: `unpack`, `table.unpack`. */
export function definitions(file: LuaFile): ReadonlySet<string> {
  const known = defined.get(file)
  if (known) return known
  const found = new Set<string>()
  for (const reference of mentions(file)) {
    const path = pathOf(reference)
    if (reference.access === 'write' || isAssigned(path)) found.add(path.text)
    else if (path.text === 'rawset') addRawset(path, found)
  }
  defined.set(file, found)
  return found
}

function isAssigned({ node, frame: { node: parent } }: Path): boolean {
  if (parent.type === 'AssignmentStatement') return (parent.variables as readonly Node[]).includes(node)
  return parent.type === 'FunctionDeclaration' && parent.identifier === node
}

function addRawset({ node, frame }: Path, found: Set<string>): void {
  if (calledBy(frame.node) !== node) return
  const [target, key] = argumentsOf(frame.node) ?? []
  const name = constantText(key)
  if (target?.type !== 'Identifier' || name === null) return
  found.add(target.name === '_G' ? name : `${target.name}.${name}`)
}
