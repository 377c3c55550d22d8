import type { Expression, Node } from 'luaparse'
import { argumentsOf, calledBy } from './calls.js'
import type { LuaFile, LuaText } from './lua-file.js'
import type { Reference } from './names.js'
import { constantText, pathOf } from './paths.js'

/** Functions that only look into the table of globals. */
const LOOKING = new Set(['pairs', 'next', 'ipairs', 'type', 'rawget', 'getmetatable', 'tostring', 'print'])

/** Names without which a file does nothing of the kind. */
const MEANS = ['setfenv', 'module', '_ENV', 'rawset', '_G']

/** Whether the words of a file leave it open that it does what `hasHiddenGlobals` asks for. */
export function mayHideGlobals({ text, scan }: LuaText): boolean {
  return MEANS.some((name) => scan.glance.globals.has(name)) || text.includes('_ENV')
}

const known = new WeakMap<LuaFile, boolean>()

/**
 * Whether the file makes globals under names that cannot be seen (`_G[name] = value`), or has them looked up elsewhere
 * (`setmetatable(_G, ...)`, `setfenv`, `_ENV`).
 */
export function hasHiddenGlobals(file: LuaFile): boolean {
  const before = known.get(file)
  if (before !== undefined) return before
  const found = findHidden(file)
  known.set(file, found)
  return found
}

function findHidden({ names: { globals, locals } }: LuaFile): boolean {
  if (['setfenv', 'module', '_ENV'].some((name) => globals.has(name))) return true
  if (locals.some(({ name }) => name === '_ENV')) return true
  if ((globals.get('rawset') ?? []).some(setsHidden)) return true
  return (globals.get('_G') ?? []).some(isGivenAway)
}

function setsHidden({ frame }: Reference): boolean {
  const [target, key] = argumentsOf(frame.node) ?? []
  return isGlobalTable(target) && constantText(key) === null
}

// Whether anything can be done with the table that is not seen here.
function isGivenAway(reference: Reference): boolean {
  const { node, frame } = pathOf(reference)
  if (node !== reference.node) return false
  const parent: Node = frame.node
  switch (parent.type) {
    case 'IndexExpression': {
      const around = frame.up?.node
      if (parent.base !== node) return false
      return around?.type === 'AssignmentStatement' && (around.variables as readonly Node[]).includes(parent)
    }
    case 'CallExpression': {
      const called = calledBy(parent)
      if (called?.type !== 'Identifier') return true
      // What `rawset` does has been looked at.
      return called.name !== 'rawset' && !LOOKING.has(called.name)
    }
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'ForGenericStatement':
      return false
    default:
      return true
  }
}

function isGlobalTable(node: Expression | undefined): boolean {
  return node?.type === 'Identifier' && node.name === '_G'
}
