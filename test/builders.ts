import type { Case, Limits } from '../harness/cases/case.js'
import { readExpectations } from '../harness/cases/expectations.js'
import type { EngineKind } from '../harness/engines/engine.js'
import { type Axes, axesOf, isNativeName } from '../harness/engines/native/axes.js'
import { applyLedger } from '../harness/ledger/apply.js'
import type { LedgerInUse } from '../harness/ledger/ledger.js'
import type { Crash, Observation, ObservedError, Outcome } from '../harness/observations/observation.js'
import { emptyObservation } from '../harness/observations/observation.js'
import type { LuaTable, LuaValue } from '../harness/observations/values.js'
import type { CaseResult, EngineResult, RunResult } from '../harness/runs/result.js'
import { judge } from '../harness/verdicts/judge.js'
import { representative, settingResults } from '../harness/verdicts/settings.js'

export const LIMITS: Limits = {
  timeoutMs: 5000,
  memoryBytes: 256 * 2 ** 20,
  outputBytes: 2 ** 20,
  valueBytes: 2 ** 24,
  instructions: null,
  cpuMs: null,
  children: 16,
}

/** A number as Lua 5.1 and LuaJIT have it. */
export function num(text: number | string): LuaValue {
  return { kind: 'number', subtype: 'number', text: String(text) }
}

export function int(text: number | bigint): LuaValue {
  return { kind: 'number', subtype: 'integer', text: String(text) }
}

export function float(text: number | string): LuaValue {
  return { kind: 'number', subtype: 'float', text: String(text) }
}

export function str(bytes: string | Buffer): LuaValue {
  return { kind: 'string', bytes: Buffer.from(bytes as string) }
}

export function table(pairs: [LuaValue, LuaValue][] = [], { hasMetatable = false } = {}): LuaTable {
  return { kind: 'table', id: 1, hasMetatable, pairs }
}

type Changes = Partial<Omit<Observation, 'output' | 'errorOutput' | 'rawOutput' | 'outcome'>> & {
  output?: string | Buffer
  errorOutput?: string | Buffer
  rawOutput?: string | Buffer
  truncated?: boolean
}

function observation(
  outcome: Outcome,
  { output = '', errorOutput = '', rawOutput = '', truncated = false, ...rest }: Changes,
): Observation {
  const captured = (bytes: string | Buffer) => ({ bytes: Buffer.from(bytes as string), truncated })
  return {
    ...emptyObservation(outcome, null, 1),
    output: captured(output),
    errorOutput: captured(errorOutput),
    rawOutput: captured(rawOutput),
    ...rest,
  }
}

export function passing(changes: Changes = {}): Observation {
  return observation('pass', { values: [], ...changes })
}

export function failing(message = 'boom', changes: Changes & { error?: ObservedError } = {}): Observation {
  return observation('error', { error: anError({ message }), ...changes })
}

/** An outcome without anything else to it: a timeout, an engine's absence, a lack of memory. */
export function ended(outcome: Outcome, reason: string | null = null, changes: Changes = {}): Observation {
  return observation(outcome, { reason, ...changes })
}

export function crashed(crash: Partial<Crash> = {}, changes: Changes = {}): Observation {
  return observation('crash', {
    reason: 'the process was ended by SIGSEGV',
    crash: {
      signal: 'SIGSEGV',
      address: null,
      signature: 'SIGSEGV in lj_parse',
      report: null,
      lua: [],
      native: [],
      confirmed: true,
      ...crash,
    },
    ...changes,
  })
}

export function anError(changes: Partial<ObservedError> = {}): ObservedError {
  return {
    kind: 'runtime',
    message: 'boom',
    value: null,
    file: 'a.lua',
    line: 3,
    traceback: [],
    ...changes,
  }
}

/** A script; `expect` holds its `-- expect:` lines without that beginning. */
export function aCase({ expect = [], id = 'a.lua' }: { expect?: readonly string[]; id?: string } = {}): Case {
  const source = Buffer.from(`${expect.map((text) => `-- expect: ${text}\n`).join('')}return 1\n`)
  const { expectations, problems } = readExpectations(source)
  if (problems.length > 0) throw new Error(`bad expectation in a test: ${problems[0]?.message}`)
  return {
    id,
    kind: 'script',
    file: id,
    line: 1,
    source,
    chunk: `@${id}`,
    arguments: [],
    seed: 1,
    expectations,
  }
}

/** Observations by engine, in the order of the engines. */
export type Seen = Readonly<Record<string, Observation>>

export interface JudgedOptions {
  expect?: readonly string[]
  reference?: string
  id?: string
  /** Engines that run under emulation. */
  emulated?: readonly string[]
  /** What engines that try several settings saw under each; their observation is made of these. */
  settings?: Readonly<Record<string, Seen>>
  /** Differences that the project accepts. */
  ledger?: Pick<LedgerInUse, 'entries' | 'today'>
}

/** A case as judged on what the engines saw; an engine's kind and axes follow from its name. */
export function judged(
  seen: Seen,
  { expect, reference = 'native', id = 'a.lua', emulated = [], settings = {}, ledger }: JudgedOptions = {},
) {
  const testCase = aCase({ id, ...(expect && { expect }) })
  const bySetting = new Map(
    Object.entries(settings).map(([name, runs]) => [
      name,
      Object.entries(runs).map(([setting, observation]) => ({ setting, observation })),
    ]),
  )
  const stand = [...bySetting].map(([name, runs]) => [name, representative(runs)] as const)
  const observations = new Map([...Object.entries(seen), ...stand])
  const engines = [...observations.keys()].map((name) => ({
    name,
    kind: kindOf(name),
    axes: axesFor(name),
    emulated: emulated.includes(name),
  }))
  const judgement = judge(testCase, observations, engines, reference, { bySetting })
  const result: CaseResult = {
    case: testCase,
    observations,
    judgement: ledger ? applyLedger(judgement, id, engines, ledger) : judgement,
    settings: new Map([...bySetting].map(([name, runs]) => [name, settingResults(runs)])),
  }
  return result
}

/** A finished run over the engines of the first case; the ones in `unavailable` were never ready. */
export function aRun(
  cases: readonly CaseResult[],
  {
    unavailable = [],
    named = false,
    ...changes
  }: Partial<Omit<RunResult, 'engines' | 'cases'>> & { unavailable?: string[]; named?: boolean } = {},
): RunResult {
  const names = [...(cases[0]?.observations.keys() ?? [])]
  return {
    id: '3f2c1a5e-0000-4000-8000-000000000001',
    startedAt: new Date('2026-01-02T03:04:05.000Z'),
    durationMs: 1234.5678,
    seed: 7,
    engines: names.map((name) => anEngine(name, { ready: !unavailable.includes(name), named })),
    cases: [...cases],
    planned: cases.length,
    cutShort: null,
    ledger: null,
    ...changes,
  }
}

function anEngine(name: string, { ready = true, named = false } = {}): EngineResult {
  return {
    name,
    kind: kindOf(name),
    axes: axesFor(name),
    reference: name === 'native',
    named,
    incidents: [],
    status: ready
      ? { kind: 'ready', fingerprint: { vm: `VM of ${name}` } }
      : { kind: 'unavailable', reason: 'no engine answers', hint: 'Start one.' },
    timing: ready ? { startMs: 400, runMs: 1000, cases: 2 } : null,
  }
}

// On Intel, whatever runs the tests.
function axesFor(name: string): Axes | null {
  return isNativeName(name) ? axesOf(name, 'amd64') : null
}

function kindOf(name: string): EngineKind {
  if (name.startsWith('native')) return 'native'
  return name.startsWith('process:') ? 'process' : 'in-process'
}

/** A promise that is settled from outside. */
export interface Deferred<T> {
  promise: Promise<T>
  resolve(value: T): void
  reject(error: Error): void
}

export function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void
  let reject!: (error: Error) => void
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
