import type { Expression, Node } from 'luaparse'
import { parseLua } from '../controls/parse.js'
import { walk } from '../controls/walk.js'
import type { Case } from './case.js'

/** Functions that load a file by a name that a script gives them. */
const LOADERS = ['require', 'dofile', 'loadfile']

/**
 * What a script can come to of the files that it could read: those that it, or what it loads, loads by a constant name or
 * names in a string. Where a name is worked out, that is everything. `path` is its `package.path`, with templates that begin
 * at the folder of the files.
 */
export function requiredFiles<T extends Uint8Array>(
  source: Uint8Array,
  files: ReadonlyMap<string, T>,
  path: string,
): ReadonlyMap<string, T> {
  const templates = path.split(';').map((template) => template.replace(/^(\.\/)+/, ''))
  const wanted = new Map<string, T>()
  const waiting: Uint8Array[] = [source]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const names = namesIn(next)
    if (names === null) return files
    for (const name of names) {
      for (const file of [name.replace(/^(\.\/)+/, ''), ...modulePaths(name, templates)]) {
        const bytes = files.get(file)
        if (!bytes || wanted.has(file)) continue
        wanted.set(file, bytes)
        if (file.endsWith('.lua')) waiting.push(bytes)
      }
    }
  }
  return wanted
}

/** `package.path` of a case: specs have what busted puts in front of it. */
export function packagePathOf({ spec }: Case, packagePath: string): string {
  const lpath = spec?.options.lpath
  return lpath ? `${lpath};${packagePath}` : packagePath
}

function modulePaths(name: string, templates: readonly string[]): string[] {
  const path = name.replaceAll('.', '/')
  return templates.map((template) => template.replaceAll('?', path))
}

/** Parsed once, as long as the bytes are kept: most of a project stays as it is while it is watched. */
const known = new WeakMap<Uint8Array, ReadonlySet<string> | null>()

function namesIn(source: Uint8Array): ReadonlySet<string> | null {
  const names = known.get(source)
  if (names !== undefined) return names
  const read = readNames(source)
  known.set(source, read)
  return read
}

// All strings of a script, as any may be the name of a file; null where something is loaded by another name, and where it is
// in no grammar that is known here.
function readNames(source: Uint8Array): Set<string> | null {
  const parsed = parseLua(source)
  if (!parsed) return null
  const names = new Set<string>()
  let isConstant = true
  walk(parsed.chunk, (node, parents) => {
    if (node.type === 'StringLiteral') names.add(textOf(node.raw))
    else if (node.type === 'MemberExpression' && setsPath(node, parents.at(-1))) isConstant = false
    else if (node.type === 'Identifier' && LOADERS.includes(node.name) && isUse(node, parents.at(-1)))
      isConstant &&= loadsConstant(node, parents.at(-1))
  })
  return isConstant ? names : null
}

// Where modules are looked for elsewhere, their names say nothing.
function setsPath(node: Node, parent: Node | undefined): boolean {
  if (node.type !== 'MemberExpression' || node.identifier.name !== 'path') return false
  const { base } = node
  if (base.type !== 'Identifier' || base.name !== 'package') return false
  return parent?.type === 'AssignmentStatement' && parent.variables.includes(node)
}

// Not a field or a name of the same letters.
function isUse(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'MemberExpression') return parent.base === node
  return parent?.type !== 'TableKeyString' || parent.value === node
}

function loadsConstant(loader: Node, parent: Node | undefined): boolean {
  switch (parent?.type) {
    case 'StringCallExpression':
      return parent.base === loader
    case 'CallExpression': {
      if (parent.base === loader) return isString(parent.arguments[0])
      // pcall(require, 'name')
      const at = parent.arguments.indexOf(loader as Expression)
      return isString(parent.arguments[at + 1])
    }
    default:
      return false
  }
}

function isString(node: Expression | undefined): boolean {
  return node?.type === 'StringLiteral'
}

// Names of files have no escapes that matter here.
function textOf(raw: string): string {
  const long = /^\[(=*)\[([\s\S]*)\]\1\]$/.exec(raw)
  return long ? long[2]! : raw.slice(1, -1)
}
