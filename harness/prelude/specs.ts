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
  ['say', 'assert/say.lua'],
  ['assert_kinds', 'assert/kinds.lua'],
  ['assert_tables', 'assert/tables.lua'],
  ['assert_arguments', 'assert/arguments.lua'],
  ['assert_failures', 'assert/failures.lua'],
  ['assert_state', 'assert/state.lua'],
  ['assert_keys', 'assert/keys.lua'],
  ['assert_text', 'assert/text.lua'],
  ['assert_differences', 'assert/differences.lua'],
  ['assert_chains', 'assert/chains.lua'],
  ['assert', 'assert/assert.lua'],
  ['english', 'assert/english.lua'],
  ['assert_modifiers', 'assert/modifiers.lua'],
  ['assert_checks', 'assert/checks.lua'],
  ['assert_errors', 'assert/errors.lua'],
  ['assert_match', 'assert/match.lua'],
  ['assert_matchers', 'assert/matchers.lua'],
  ['assert_spy', 'assert/spy.lua'],
  ['assert_spy_checks', 'assert/spy-checks.lua'],
  ['assert_stub', 'assert/stub.lua'],
  ['assert_mock', 'assert/mock.lua'],
  ['assert_util', 'assert/util.lua'],
  ['assert_binary_text', 'assert/binary-text.lua'],
  ['assertions', 'assert/assertions.lua'],
  ['contexts', 'contexts.lua'],
  ['filters', 'filters.lua'],
  ['shuffle', 'shuffle.lua'],
  ['channels', 'channels.lua'],
  ['events', 'events.lua'],
  ['hooks', 'hooks.lua'],
  ['define', 'define.lua'],
  ['execute', 'execute.lua'],
  ['ffi', 'ffi.lua'],
  ['busted', 'busted.lua'],
  ['compatibility', 'compatibility.lua'],
  ['fixtures', 'fixtures.lua'],
  ['forall_random', 'forall/random.lua'],
  ['forall_tree', 'forall/tree.lua'],
  ['forall_text', 'forall/text.lua'],
  ['forall_generator', 'forall/generator.lua'],
  ['forall_scalars', 'forall/scalars.lua'],
  ['forall_gen', 'forall/containers.lua'],
  ['forall_attempt', 'forall/attempt.lua'],
  ['forall', 'forall/for_all.lua'],
  ['forall_rows', 'forall/rows.lua'],
  ['forall_public', 'forall/public.lua'],
  ['require', 'modules.lua'],
  ['helper', 'helper.lua'],
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
