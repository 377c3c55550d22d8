import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Observation } from '../../../harness/observations/observation.js'
import { packageRoot } from '../../../harness/package-root.js'
import { luaString } from '../../../harness/prelude/job.js'
import { isInstalled, localEngines } from '../../engines/every-engine.js'
import { type Plain, type PlainTable, plain } from '../../engines/plain.js'
import { LIMITS, type Running, scriptCase, startEngine } from '../../engines/running.js'

/** Parts of the spec program that properties are made of, without those that define tests. */
const PARTS = [
  ['forall_random', 'random'],
  ['forall_tree', 'tree'],
  ['forall_text', 'text'],
  ['forall_generator', 'generator'],
  ['forall_scalars', 'scalars'],
  ['forall_gen', 'containers'],
  ['forall_attempt', 'attempt'],
  ['forall', 'for_all'],
  ['forall_rows', 'rows'],
  ['forall_public', 'public'],
] as const

/**
 * What stands in for the assertions and the runner of tests: `check(ok, message)` raises a failed assertion, `it` collects
 * the names of tests in `TESTS` and calls them, and `TEST(names...)` says which test is at work.
 */
const STAND_INS = `
local failure = { __tostring = function(self) return self.message end }
S.assertions = {
  is_failure = function(value) return type(value) == 'table' and getmetatable(value) == failure end,
  fail = function(message)
    local _, file, line = P.frames(2)
    error(setmetatable({ message = file .. ':' .. string.format('%d', line) .. ': ' .. message }, failure), 0)
  end,
}
function check(ok, message) if not ok then S.assertions.fail(message or 'assertion failed!') end end
function is_failure(value) return S.assertions.is_failure(value) end
TESTS = {}
function S.globals.it(name, run) TESTS[#TESTS + 1] = name run() end
function TEST(...) S.current_test = { names = { ... } } end
`

function programOf(seed: number): string {
  const parts = PARTS.map(([name, file]) => {
    const path = join(packageRoot, 'harness', 'prelude', 'specs', 'forall', `${file}.lua`)
    return `S.${name} = (function(...)\n${readFileSync(path, 'latin1')}end)(S)\n`
  })
  return `local P = ... P.job.spec = { seed = ${seed} } local S = { P = P, modules = {}, globals = {} }
${STAND_INS}
${parts.join('')}
PARTS = S
for name, value in pairs(S.globals) do _G[name] = value end
for name, make in pairs(S.modules) do package.preload[name] = make end
`
}

/** Runs a script that has the globals of properties, with the seed of the run. */
export async function observeProperties(running: Running, source: string, seed = 42): Promise<Observation> {
  const program = programOf(seed)
  const control = { id: `properties ${seed}`, program, files: new Map<string, Uint8Array>() }
  return running.engine.run({ ...scriptCase('properties', { source }), control }, LIMITS)
}

/** The values that such a script returns; throws when it raises an error. */
async function runProperties(running: Running, source: string, seed = 42): Promise<Plain[]> {
  const { values, error, reason, outcome } = await observeProperties(running, source, seed)
  if (!values) throw new Error(`${outcome}: ${error?.message ?? reason}\n${error?.traceback.join('\n')}`)
  return plain(values)
}

/** Every VM of this machine, of each dialect. */
const ENGINES = [
  ...localEngines(),
  ...['lua5.2', 'lua5.3', 'lua5.4'].filter(isInstalled).map((name) => `process:${name}`),
]

/** Calls `body` for each engine there is, with a function that runs a script there. */
export function describeProperties(
  title: string,
  body: (run: (source: string, seed?: number) => Promise<Plain[]>, engine: string) => void,
): void {
  describe.each(ENGINES)(`${title}: %s`, (engine) => {
    let running: Running
    beforeAll(async () => {
      running = await startEngine(engine)
    })
    afterAll(() => running.engine.stop())
    body((source, seed) => runProperties(running, source, seed), engine)
  })
}

/** A script that returns one text, which is the same on every engine. */
export interface TextRow {
  name: string
  source: string
  seed?: number
  /** Its lines. */
  text: readonly string[]
}

/** Holds every engine against the texts of the rows; one case for all of them, as a VM takes longer to start. */
export function describeTexts(title: string, rows: readonly TextRow[]): void {
  const calls = rows.map(({ source, seed = 42 }) => `row(${seed}, ${luaString(Buffer.from(source))})\n`)
  const source = `local texts = {}
local function row(seed, source)
  PARTS.P.job.spec.seed, PARTS.current_test, TESTS = seed, nil, {}
  local ok, text = pcall(assert((loadstring or load)(source, '@test.lua')))
  texts[#texts + 1] = ok and text or 'raised ' .. tostring(text)
end
${calls.join('')}return texts`
  describeProperties(title, (run) => {
    let texts: Plain[]
    beforeAll(async () => {
      const [table] = await run(source)
      texts = [...(table as PlainTable).values()]
    })

    test.each(rows.map((row, index) => ({ ...row, index })))('$name', ({ text, index }) => {
      expect(texts[index]).toBe(text.join('\n'))
    })
  })
}

/** A script that returns the message of the error which a property raises. */
export function messageOf(property: string): string {
  return `local ok, message = pcall(function()\n${property}\nend)\nreturn tostring(message)`
}
