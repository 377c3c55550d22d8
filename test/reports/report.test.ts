import { describe, expect, test } from 'vitest'
import { buildReport } from '../../harness/reports/report.js'
import { type Report, reportSchema } from '../../harness/reports/schema.js'
import type { RunResult } from '../../harness/runs/result.js'
import {
  anError,
  aRun,
  crashed,
  ended,
  failing,
  int,
  judged,
  num,
  passing,
  type Seen,
  str,
  table,
} from '../builders.js'
import { aLedger, anEntry } from '../ledger/entries.js'

// As a reader of the file has it, and checked against the schema.
const report = (result: RunResult, exitCode = 0): Report =>
  reportSchema.parse(JSON.parse(JSON.stringify(buildReport(result, '1.2.3', exitCode))))
const reported = (seen: Seen, options?: Parameters<typeof judged>[1]) =>
  report(aRun([judged(seen, options)])).cases[0]!
const observed = (observation: Seen[string]) => reported({ native: observation }).observations.native!

test('tells of the run, its engines and what it comes to', () => {
  const gone = ended('unavailable', 'no engine answers')
  const result = aRun([judged({ native: gone, lua54: passing() })], { unavailable: ['native'], planned: 3 })
  expect(report({ ...result, cutShort: 'interrupted' }, 130)).toMatchObject({
    schema: 'luaparity.report/1',
    run: {
      startedAt: '2026-01-02T03:04:05.000Z',
      durationMs: 1234.568,
      seed: 7,
      luaparity: '1.2.3',
      shard: null,
      planned: 3,
      cutShort: 'interrupted',
    },
    engines: [
      {
        name: 'native',
        kind: 'native',
        reference: true,
        status: 'unavailable',
        reason: 'no engine answers',
        fingerprint: null,
        axes: { release: 'bookworm', jit: 'on' },
      },
      { name: 'lua54', kind: 'in-process', reference: false, status: 'ready', axes: null },
    ],
    summary: { cases: 1, agree: 1, unavailable: 1 },
    exitCode: 130,
  })
})

test('facts of a fingerprint are kept as they are', () => {
  const result = aRun([judged({ native: passing() })])
  const fingerprint = { vm: 'LuaJIT', emulated: false, jitStatus: ['fold', 'cse'] }
  result.engines[0]!.status = { kind: 'ready', fingerprint }
  expect(report(result).engines[0]?.fingerprint).toEqual(fingerprint)
})

describe('an engine', () => {
  test('is reported with its times and its rate', () => {
    const result = aRun([judged({ native: passing(), lua54: passing() })], { unavailable: ['lua54'] })
    result.engines[0]!.timing = { startMs: 412.34567, runMs: 250, cases: 80 }
    expect(report(result).engines.map(({ timing }) => timing)).toEqual([
      { startMs: 412.346, runMs: 250, cases: 80, casesPerSecond: 320 },
      null,
    ])
    result.engines[0]!.timing = { startMs: 1, runMs: 0, cases: 0 }
    expect(report(result).engines[0]!.timing!.casesPerSecond).toBeNull()
  })

  test('whose turn did not come has a status and a reason', () => {
    const result = aRun([judged({ native: passing(), lua54: ended('unavailable', 'interrupted') })])
    const status = { kind: 'not-started', reason: 'the run was interrupted before its turn' } as const
    result.engines[1] = { ...result.engines[1]!, status, timing: null }
    const seen = report({ ...result, cutShort: 'interrupted' }, 130)
    expect(seen.engines[1]).toMatchObject({
      status: 'not-started',
      reason: 'the run was interrupted before its turn',
      fingerprint: null,
      timing: null,
    })
    expect(seen.cases[0]).toMatchObject({ ok: false, observations: { lua54: { outcome: 'unavailable' } } })
  })

  test('that is emulated has no confirmed crash', () => {
    const name = 'native:arch=arm64'
    const result = aRun([judged({ native: crashed(), [name]: crashed() }, { emulated: [name] })])
    result.engines[1]!.status = { kind: 'ready', fingerprint: { vm: 'LuaJIT', emulated: true } }
    const { observations } = report(result).cases[0]!
    expect(observations.native!.crash!.confirmed).toBe(true)
    expect(observations[name]!.crash!.confirmed).toBe(false)
  })

  test('that tries settings has each of them in its observation, and the cause of what differs', () => {
    const settings = { 'native:jit=stress': { 'hotloop=1': passing(), 'hotloop=2': failing() } }
    const seen = reported({ native: passing() }, { settings })
    expect(seen.observations['native:jit=stress']).toMatchObject({
      outcome: 'error',
      settings: [
        { setting: 'hotloop=1', outcome: 'pass', differs: false },
        { setting: 'hotloop=2', outcome: 'error', differs: true },
      ],
    })
    expect(seen.observations.native!.settings).toBeNull()
    expect(seen.verdict).toMatchObject({ differences: [{ cause: { kind: 'jit', confidence: 'likely' } }] })
  })

  test('of which nothing was compiled is idle, with the JIT compiler on', () => {
    const jit = { traces: 0, aborts: 1, flushes: 0, reasons: [{ reason: 'NYI', at: 'a.lua:1', count: 1 }] }
    const idle = passing({ jit })
    const seen = reported({
      native: idle,
      'native:jit=off': idle,
      'native:jit=stress': idle,
      lua51: passing(),
    }).observations
    expect(Object.entries(seen).flatMap(([name, { jitIdle }]) => (jitIdle ? [name] : []))).toEqual([
      'native',
      'native:jit=stress',
    ])
    expect(seen.native!.jit).toEqual(jit)
  })
})

describe('a case', () => {
  test('that agrees is ok', () => {
    expect(reported({ native: passing(), lua54: passing() })).toMatchObject({
      id: 'a.lua',
      kind: 'script',
      file: 'a.lua',
      line: 1,
      ok: true,
      reference: 'native',
      expectations: [],
      verdict: { kind: 'agree', compared: ['native', 'lua54'] },
    })
  })

  test('with an accepted difference is ok, and says what accepts it', () => {
    const seen = { native: passing({ values: [num(1)] }), lua54: passing({ values: [num(2)] }) }
    expect(reported(seen, { expect: ['difference lua54'] })).toMatchObject({
      ok: true,
      expectations: ['difference lua54'],
      verdict: {
        kind: 'difference',
        differences: [
          {
            engines: ['lua54'],
            against: 'native',
            accepted: true,
            acceptedBy: '-- expect: difference lua54',
            cause: { kind: 'unexplained', confidence: 'unconfirmed' },
            aspect: 'values',
            diff: ['-1', '+2'],
          },
        ],
      },
    })
  })

  test.each<[string, Seen, string[]]>([
    ['differs', { native: passing({ values: [num(1)] }), lua54: passing() }, []],
    ['crashes', { native: passing(), lua54: crashed() }, []],
    ['crashes everywhere', { native: crashed(), lua54: crashed() }, []],
    ['fails everywhere', { native: failing(), lua54: failing() }, []],
    ['ran nowhere', { native: ended('unavailable', 'x'), lua54: ended('unavailable', 'y') }, []],
    ['does not crash as expected', { native: passing() }, ['crash on native']],
  ])('that %s is not ok', (_, seen, expectations) => {
    expect(reported(seen, { expect: expectations }).ok).toBe(false)
  })

  test('that ran nowhere says why', () => {
    expect(reported({ native: ended('unavailable', 'no Docker') }).verdict).toEqual({
      kind: 'undecided',
      compared: [],
      reason: 'no Docker',
    })
  })
})

describe('an observation', () => {
  test('of a pass', () => {
    const values = [
      table([
        [str('b'), int(2)],
        [str('a'), num('0.5')],
      ]),
      str('é'),
    ]
    const jit = { traces: 3, aborts: 1, flushes: 0, reasons: [{ reason: 'NYI', at: 'a.lua:3', count: 1 }] }
    expect(observed(passing({ values, jit, durationMs: 1.23456 }))).toEqual({
      outcome: 'pass',
      reason: null,
      durationMs: 1.235,
      values: '[{1:"a"=n0.5,"b"=i2~2,1},"\\195\\169"]',
      output: { text: '', base64: null, truncated: false },
      errorOutput: { text: '', base64: null, truncated: false },
      rawOutput: { text: '', base64: null, truncated: false },
      error: null,
      hostCalls: [],
      crash: null,
      jit,
      jitIdle: false,
      settings: null,
    })
  })

  test('without values has none, with an empty list has that', () => {
    expect(observed(ended('timeout')).values).toBeNull()
    expect(observed(passing()).values).toBe('[]')
  })

  test.each([
    [Buffer.from('héllo\n'), { text: 'héllo\n', base64: null }],
    [Buffer.from([0x61, 0xff]), { text: 'a\ufffd', base64: 'Yf8=' }],
    [Buffer.from('\ufeff\0'), { text: '\ufeff\0', base64: null }],
    [Buffer.from('\ufffd'), { text: '\ufffd', base64: null }],
  ])('with the output %j can be read back to the byte', (output, expected) => {
    const seen = observed(passing({ output })).output
    expect(seen).toEqual({ ...expected, truncated: false })
    const bytes = seen.base64 === null ? Buffer.from(seen.text) : Buffer.from(seen.base64, 'base64')
    expect(bytes).toEqual(output)
  })

  test('of an error, its value encoded', () => {
    const error = anError({ value: table([[str('code'), int(7)]]), traceback: ['a.lua:3: in main chunk'] })
    expect(observed(failing('boom', { error })).error).toEqual({
      kind: 'runtime',
      message: 'boom',
      value: '[{1:"code"=i7}]',
      file: 'a.lua',
      line: 3,
      traceback: ['a.lua:3: in main chunk'],
    })
  })

  test('of a crash', () => {
    const crash = {
      signal: 'SIGSEGV',
      address: '0x8',
      signature: 'SIGSEGV at 0x8',
      lua: ['a.lua:1'],
      native: ['lj_parse+0x1'],
      confirmed: false,
    }
    expect(observed(crashed(crash))).toMatchObject({ outcome: 'crash', crash, values: null })
  })

  test('of host calls, encoded', () => {
    const hostCalls = [
      { name: 'roll', arguments: [num(6)], results: [num(4), str('ok')], error: null },
      { name: 'roll', arguments: [], results: [], error: str('no dice') },
    ]
    expect(observed(passing({ hostCalls })).hostCalls).toEqual([
      { name: 'roll', arguments: '[n6]', results: '[n4,"ok"]', error: null },
      { name: 'roll', arguments: '[]', results: '[]', error: '["no dice"]' },
    ])
  })
})

test('a case that a ready engine lost is not in order, though the others agree', () => {
  const lost = { native: ended('unavailable', 'container lost'), lua51: passing(), lua54: passing() }
  expect(reported(lost)).toMatchObject({
    ok: false,
    verdict: { kind: 'agree', compared: ['lua51', 'lua54'] },
  })
  const never = report(aRun([judged(lost)], { unavailable: ['native'] })).cases[0]
  expect(never).toMatchObject({ ok: true })
})

test('tells what the ledger accepts and why, and what has become of it', () => {
  const entries = [anEntry(), anEntry({ engine: 'lua53', until: '2026-12-31' }), anEntry({ case: 'b.lua' })]
  const seen = { native: passing(), lua54: failing(), lua53: failing() }
  const cases = [judged(seen, { ledger: aLedger(entries) })]
  const review = { file: 'l.json', entries, stale: [entries[2]!], expired: [entries[1]!] }
  const { summary, ledger, cases: reported } = report(aRun(cases, { ledger: review }))
  expect(ledger).toEqual({ file: 'l.json', entries: 3, stale: [entries[2]], expired: [entries[1]] })
  expect(reported[0]!.verdict).toMatchObject({
    differences: [
      { engines: ['lua54'], accepted: true, acceptedBy: 'ledger: only the log shows it' },
      {
        engines: ['lua53'],
        accepted: false,
        acceptedBy: null,
        ranOut: expect.stringContaining('2026-12-31'),
      },
    ],
  })
  expect(summary).toMatchObject({ differences: 1, accepted: 0, acceptedByLedger: 0 })
  expect(report(aRun([judged({ native: passing() })])).ledger).toBeNull()
})
