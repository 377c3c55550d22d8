import type { Node } from 'luaparse'
import type { LibraryUse, Rule } from '../verdicts/rules/rule.js'
import type { Finding, Subject } from './advice.js'
import { givenTo, mentions } from './aliases.js'
import { calledBy } from './calls.js'
import { dialects, type ListedEngine, lacking } from './engines.js'
import { Guards } from './guards.js'
import { type LuaFile, type LuaText, rangeOf } from './lua-file.js'
import type { Local, Reference } from './names.js'
import { type Path, pathOf } from './paths.js'

/** Whether the words of a file leave it open that it uses one of these names. */
export function mayLack({ scan: { glance } }: LuaText, lacks: ReadonlyMap<string, Lack>): boolean {
  if (lacks.size > 0 && glance.globals.has('_G')) return true
  return [...lacks.keys()].some((name) => {
    const [first] = name.split('.')
    return glance.fields.has(name) || glance.bare.has(first!) || (first === name && glance.globals.has(name))
  })
}

/** Library functions that one of the engines does not have, where a script relies on them. */
export function findLibrary({ file, project, lacks }: Subject): Finding[] {
  if (lacks.size === 0) return []
  const guards = new Guards(file)
  const findings: Finding[] = []
  for (const reference of mentions(file)) {
    const use = useOf(reference, lacks, file)
    if (use === null || reference.access === 'write') continue
    const { name, path, alias } = use
    if (project.defines(name) || guards.asksFor(name) || guards.isConditional(path.frame)) continue
    if (alias && guards.isTestedLocal(alias)) continue
    const { rule, without } = lacks.get(name)!
    findings.push({
      rule: rule.id,
      at: rangeOf(path.node)[0],
      message: `\`${name}\` is not in ${dialects(without)}`,
      advice: rule.advice,
      engines: without,
    })
  }
  return findings
}

/** A library function or field that some engine does not have. */
export interface Lack {
  rule: Rule
  without: readonly ListedEngine[]
}

/** What of the catalogue's libraries the engines do not all have, by name. */
export function lackedNames(catalogue: readonly Rule[], engines: readonly ListedEngine[]): Map<string, Lack> {
  const lacks = new Map<string, Lack>()
  for (const rule of catalogue) {
    const { names, in: having }: LibraryUse = rule.library ?? { names: [], in: [] }
    const without = lacking(engines, having)
    if (without.length > 0) for (const name of names) lacks.set(name, { rule, without })
  }
  return lacks
}

interface Use {
  name: string
  path: Path
  /** The local variable that it is given to. */
  alias: Local | null
}

// A lacked name counts where it is called, indexed or given to a local variable; what is handed on may be asked about.
function useOf(reference: Reference, lacks: ReadonlyMap<string, Lack>, file: LuaFile): Use | null {
  const path = pathOf(reference)
  for (const [index, part] of path.parts.entries()) {
    if (!lacks.has(part.text)) continue
    // The local variable that stands for it has been reported where it was declared.
    if (index === 0 && reference.local) return null
    const found = { name: part.text, path: { ...path, ...part } }
    if (index < path.parts.length - 1) return isAssigned(path) ? null : { ...found, alias: null }
    if (isCalledOrIndexed(part.node, part.frame.node)) return { ...found, alias: null }
    const alias = givenTo(part.node, part.frame.node, file)
    return alias && { ...found, alias }
  }
  return null
}

function isCalledOrIndexed(node: Node, parent: Node): boolean {
  if (calledBy(parent) === node) return true
  return (parent.type === 'MemberExpression' || parent.type === 'IndexExpression') && parent.base === node
}

// A field that is assigned is none that is needed.
function isAssigned({ node, frame: { node: parent } }: Path): boolean {
  return parent.type === 'AssignmentStatement' && (parent.variables as readonly Node[]).includes(node)
}
