import type { Expression } from 'luaparse'
import type { Finding, Subject } from './advice.js'
import { definitions } from './definitions.js'
import { hasHiddenGlobals } from './hidden-globals.js'
import { isKnownGlobal } from './known-globals.js'
import { type LuaFile, rangeOf } from './lua-file.js'
import type { Reference } from './names.js'
import { nearMiss } from './near-miss.js'
import { pathOf } from './paths.js'

const ADVICE =
  'Declare it with local where it is first used; a global that is meant to be one is assigned at the top level.'

/** Globals that are assigned as if they were local variables: the first place of each. */
export function findAccidentalGlobals({ file, project }: Subject): Finding[] {
  if (hasHiddenGlobals(file)) return []
  const isModule = project.isModule(file) && returnsTable(file)
  return [...file.names.globals].flatMap(([name, references]) => {
    const writes = references.filter(({ access }) => access === 'write')
    const [first] = writes
    if (!first || isKnownGlobal(name) || isDeclared(name, file)) return []
    const near = nearMiss(name, first.scope)
    const why = reason(references, writes, isModule, near)
    if (why === null || project.othersWith(name, file).length > 0) return []
    const meant = near === null ? '' : `; the local ${near} may be meant`
    return {
      rule: 'accidental-global',
      at: rangeOf(first.node)[0],
      message: `${name} is a global that is ${why}${meant}`,
      advice: ADVICE,
      engines: [],
    }
  })
}

function reason(
  references: readonly Reference[],
  writes: readonly Reference[],
  isModule: boolean,
  near: string | null,
): string | null {
  if (writes.every(({ depth }) => depth > 0)) return 'only assigned inside functions'
  if (isModule) return 'assigned in a module, and read in no other file'
  return near !== null && references.length === writes.length ? 'assigned and never read' : null
}

// `_G.name = value` says that a global is meant.
function isDeclared(name: string, file: LuaFile): boolean {
  if (!definitions(file).has(name)) return false
  return (file.names.globals.get('_G') ?? []).some((reference) => pathOf(reference).text === name)
}

function returnsTable({ chunk, names }: LuaFile): boolean {
  const last = chunk.body.at(-1)
  if (last?.type !== 'ReturnStatement' || last.arguments.length !== 1) return false
  const [value] = last.arguments
  if (value?.type !== 'Identifier') return isTable(value)
  const local = names.references.find(({ node }) => node === value)?.local
  return local !== undefined && local !== null && isTable(local.init ?? undefined)
}

function isTable(value: Expression | undefined): boolean {
  if (value?.type === 'CallExpression')
    return value.base.type === 'Identifier' && value.base.name === 'setmetatable'
  return value?.type === 'TableConstructorExpression'
}
