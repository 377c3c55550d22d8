import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OWN_FILES } from '../cases/file-set.js'
import { packageRoot } from '../package-root.js'

/**
 * What a spec file needs besides the prelude, in this order: each may use what the earlier ones left in the shared table
 * `S`. Files of `harness/prelude/specs/`, by the name under which `S` has what they return.
 */
const PARTS = [
  ['start', 'start.lua'],
  ['contexts', 'contexts.lua'],
  ['filters', 'filters.lua'],
  ['shuffle', 'shuffle.lua'],
  ['events', 'events.lua'],
  ['define', 'define.lua'],
  ['execute', 'execute.lua'],
  ['run_file', 'run-file.lua'],
] as const satisfies readonly (readonly [name: string, file: string])[]

/** Under this path the prelude fetches the program, from among the files of the case. */
export const SPEC_PROGRAM_PATH = `${OWN_FILES}specs.lua`

let program: string | null = null

/**
 * The Lua program that defines and runs tests, one ASCII chunk; it is given the prelude's shared table and returns
 * `function(source, chunk name, arguments)`, which runs a spec file. Load it under the name `=[luaparity]`, so that
 * tracebacks leave it out.
 */
export function specProgram(): string {
  program ??= [
    'local S, parts = { P = ... }, {}\n',
    ...PARTS.map(([name, file]) => `parts[${JSON.stringify(name)}] = function(...)\n${read(file)}end\n`),
    ...PARTS.map(([name]) => `S[${JSON.stringify(name)}] = parts[${JSON.stringify(name)}](S)\n`),
    'return S.run_file\n',
  ].join('')
  return program
}

function read(file: string): string {
  return readFileSync(join(packageRoot, 'harness', 'prelude', 'specs', file), 'latin1').replaceAll(
    '\r\n',
    '\n',
  )
}
