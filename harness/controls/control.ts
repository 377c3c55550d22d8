import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from '../cases/case.js'
import { packageRoot } from '../package-root.js'
import { type Control, luaString } from '../prelude/job.js'
import { type Operator, rewriteOperators, type Site } from './rewrite.js'

/** One thing that a control run does otherwise: Lua that is given `C` of controls/base.lua, and operators it takes over. */
export interface Part {
  lua: string
  /** Further texts of harness/prelude/controls that it needs, once for all parts: `numbers`. */
  uses?: readonly string[]
  operators?: readonly Operator[]
}

const texts = new Map<string, string>()

/** The text of `harness/prelude/controls/<name>.lua`. */
export function controlText(name: string): string {
  const known = texts.get(name)
  if (known !== undefined) return known
  const path = join(packageRoot, 'harness', 'prelude', 'controls', `${name}.lua`)
  // A checkout on Windows may have turned the line ends.
  const text = readFileSync(path, 'latin1').replaceAll('\r\n', '\n')
  texts.set(name, text)
  return text
}

/**
 * The case as a control run: the parts are put in place before the script starts, and where they take over operators,
 * the script and the modules (path -> bytes) are rewritten to let them.
 */
export function underControl(
  testCase: Case,
  parts: readonly Part[],
  modules: ReadonlyMap<string, Uint8Array>,
): Case {
  const operators = new Set(parts.flatMap((part) => part.operators ?? []))
  const sites: Site[] = []
  const files = new Map<string, Uint8Array>()
  let source = testCase.source
  if (operators.size > 0) {
    source = rewriteOperators(source, testCase.file ?? testCase.id, operators, sites) ?? source
    for (const [path, bytes] of modules) {
      if (!path.endsWith('.lua')) continue
      const rewritten = rewriteOperators(bytes, path, operators, sites)
      if (rewritten) files.set(path, rewritten)
    }
  }
  const program = programOf(parts, sites)
  const hash = createHash('sha1').update(program)
  for (const [path, bytes] of files) hash.update(path).update(bytes)
  const control: Control = { id: hash.digest('base64'), program, files }
  return { ...testCase, source, control }
}

function programOf(parts: readonly Part[], sites: readonly Site[]): string {
  const used = new Set(parts.flatMap(({ uses }) => uses ?? []))
  const shared = [...used].map((name) => `(function(...)\n${controlText(name)}\nend)(C)\n`)
  const functions = parts.map(({ lua }) => `(function(C)\n${lua}\nend)(C)\n`)
  return [
    `local C = (function(...)\n${controlText('base')}end)(...)\n`,
    `C.sites = {${sites.map(siteLiteral).join(',\n')}}\n`,
    ...shared,
    ...functions,
    'C.all_in_place()\n',
  ].join(';')
}

function siteLiteral({ file, line, text, left, right }: Site): string {
  const quoted = [text, left, right].map((part) => luaString(Buffer.from(part, 'latin1')))
  return `{file=${luaString(Buffer.from(file))},line=${line},text=${quoted[0]},left=${quoted[1]},right=${quoted[2]}}`
}
