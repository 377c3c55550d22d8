import type { Finding, Subject } from './advice.js'
import { Guards } from './guards.js'
import { isKnownGlobal } from './known-globals.js'
import { type LuaFile, rangeOf } from './lua-file.js'
import { nearMiss } from './near-miss.js'

const ADVICE =
  'Correct the name, or define the global; one that the program around the scripts brings is best taken from host.'

/** Globals that are read and that neither a Lua nor a file of the project defines: the first place of each. */
export function findUndefinedGlobals({ file, engines, project }: Subject): Finding[] {
  const unknown = [...file.names.globals].filter(([name]) => !isKnownGlobal(name) && !project.defines(name))
  if (unknown.length === 0 || project.hasHiddenGlobals) return []
  const guards = new Guards(file)
  // A program of one's own may bring its own globals.
  const isSure = engines.every(({ vm }) => vm !== null)
  return unknown.flatMap(([name, references]) => {
    const first = references.find(({ frame }) => !guards.isConditional(frame))
    if (!first || guards.asksFor(name) || isInString(name, file)) return []
    const near = nearMiss(name, first.scope)
    if ((!isSure && near === null) || definedElsewhere(name, file, project)) return []
    const meant = near === null ? '' : `; the local ${near} may be meant`
    return {
      rule: 'undefined-global',
      at: rangeOf(first.node)[0],
      message: `nothing defines the global ${name}${meant}`,
      advice: ADVICE,
      engines: [],
    }
  })
}

// Files that no script of this run requires may still be loaded, by names that are put together.
function definedElsewhere(name: string, file: LuaFile, project: Subject['project']): boolean {
  project.othersWith(name, file)
  return project.defines(name) || project.hasHiddenGlobals
}

// A global may be made by code that is text itself, or under a name out of a list.
function isInString(name: string, { text, scan: { strings } }: LuaFile): boolean {
  const word = new RegExp(`(?<!\\w)${name}(?!\\w)`)
  return strings.some(([from, to]) => word.test(text.slice(from, to)))
}
