import { describe, expect, test } from 'vitest'
import { interpretDone, isCrash } from '../../../harness/engines/native/interpret.js'
import type { CaseDone, ChildStatus } from '../../../harness/engines/native/protocol.js'
import { LIMITS, num } from '../../builders.js'
import { aDone } from './fake-agent.js'

const seen = (changes: Partial<CaseDone> = {}, confirmed = true) =>
  interpretDone(aDone(changes), LIMITS, confirmed)

test('a case that finished is what its events say', () => {
  expect(seen({ events: ['out "hi"', 'pass [n1]', 'jit [n2,n0,n0]'] })).toMatchObject({
    outcome: 'pass',
    durationMs: 2,
    values: [num(1)],
    output: { bytes: Buffer.from('hi') },
    jit: { traces: 2 },
    crash: null,
    reason: null,
  })
})

test('the JIT activity that the agent counted wins over what the prelude counted', () => {
  const jit = { traces: 1, aborts: 2, flushes: 0, reasons: [{ reason: 'NYI', at: 'a.lua:3', count: 2 }] }
  expect(seen({ jit, events: ['pass []', 'jit [n7,n7,n7]'] }).jit).toEqual(jit)
  expect(seen({ events: ['pass []'] }).jit).toBeNull()
})

test('what C code wrote comes along, standard output first', () => {
  const stdout = Buffer.from([0xff, 0x0a]).toString('base64')
  const stderr = Buffer.from('warning').toString('base64')
  expect(seen({ stdout, stderr, stderrTruncated: true }).rawOutput).toEqual({
    bytes: Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from('warning')]),
    truncated: true,
  })
})

describe('how the process ended outweighs a pass that was reported', () => {
  test.each<[ChildStatus, string, string]>([
    [{ kind: 'signal', signal: 'SIGSEGV' }, 'crash', 'the process was ended by SIGSEGV'],
    [
      { kind: 'signal', signal: 'SIGKILL', oom: true },
      'out-of-memory',
      "ended by the kernel: the container's memory was used up",
    ],
    [{ kind: 'signal', signal: 'SIGXFSZ' }, 'error', 'wrote more to one file than a case may'],
    [{ kind: 'exit', code: 0 }, 'crash', 'the process ended with exit code 0 in the middle of the case'],
    [{ kind: 'timeout', timeoutMs: 5000 }, 'timeout', 'ended after the limit of 5000 ms'],
    [{ kind: 'timeout', timeoutMs: 5000, what: 'wall' }, 'timeout', 'ended after the limit of 5000 ms'],
    [
      { kind: 'timeout', timeoutMs: 5000, what: 'cpu' },
      'timeout',
      'used more CPU time than its time limit allows',
    ],
    [{ kind: 'children', limit: 16 }, 'error', 'started more than 16 processes'],
    [{ kind: 'flood', what: 'events' }, 'error', 'ended because it sent too much: events'],
    [
      { kind: 'corrupt', reason: 'bad token' },
      'error',
      'the case wrote into the channel of its results: bad token',
    ],
    [{ kind: 'interrupted' }, 'unavailable', 'the process was ended together with another one'],
    [
      { kind: 'fork-failed', message: 'EAGAIN' },
      'unavailable',
      'the process was ended together with another one',
    ],
  ])('%j', (status, outcome, reason) => {
    expect(seen({ status, events: ['pass [n1]'] })).toMatchObject({ outcome, reason, values: null })
  })
})

test('a limit on CPU time is named when it was that one', () => {
  const status: ChildStatus = { kind: 'timeout', timeoutMs: 5000, what: 'cpu' }
  expect(interpretDone(aDone({ status }), { ...LIMITS, cpuMs: 250 }, true)).toMatchObject({
    outcome: 'timeout',
    reason: 'used more than the limit of 250 ms of CPU time',
  })
})

describe('a process that finished', () => {
  test('without a result is an error, never a pass', () => {
    expect(seen({ events: [] })).toMatchObject({
      outcome: 'error',
      error: { kind: 'engine', message: 'the run ended without a result' },
    })
  })

  test.each([
    ['lua-error', 'error', 'not a function'],
    ['ruby-exception', 'error', 'SystemExit: exit'],
  ] as const)('with a %s that the prelude did not catch', (kind, outcome, message) => {
    expect(seen({ extra: { kind, message } })).toMatchObject({ outcome, error: { kind: 'engine', message } })
  })

  test.each<[string, Partial<CaseDone>]>([
    ['past the prelude', { extra: { kind: 'out-of-memory', message: 'failed to allocate' } }],
    ['in the script', { events: ['error memory ["not enough memory","not enough memory",nil,nil] []'] }],
  ])('out of memory %s names the limit', (_, changes) => {
    expect(seen(changes)).toMatchObject({
      outcome: 'out-of-memory',
      reason: 'needed more than the limit of 256 MiB',
    })
  })

  test('with an error of the script keeps that', () => {
    expect(seen({ events: ['error runtime ["x","x","a.lua",n2] []'] })).toMatchObject({
      outcome: 'error',
      error: { kind: 'runtime', message: 'x', file: 'a.lua', line: 2 },
    })
  })
})

describe('a crash', () => {
  const crash = {
    signal: 'SIGSEGV',
    address: '0x8',
    code: 1,
    lua: ["[C]: in function 'loadstring'", 'a.lua:2: in main chunk'],
    native: ['lj_parse+0x12 (ruby)'],
  }
  const status: ChildStatus = { kind: 'signal', signal: 'SIGSEGV' }

  test('has signature, address and backtraces', () => {
    expect(seen({ status, crash }).crash).toEqual({
      signal: 'SIGSEGV',
      address: '0x8',
      signature: 'SIGSEGV at 0x8 in lj_parse from a.lua:2: in main chunk',
      report: null,
      lua: crash.lua,
      native: crash.native,
      confirmed: true,
    })
  })

  test('is confirmed or not as it was told', () => {
    expect(seen({ status, crash }, false).crash?.confirmed).toBe(false)
  })

  test('keeps its signal when the handler could say nothing', () => {
    expect(seen({ status }).crash).toMatchObject({ signal: 'SIGSEGV', signature: 'SIGSEGV', native: [] })
  })

  test('of a signal that was sent has no address', () => {
    const sent = { ...crash, signal: 'SIGABRT', address: '0x0', code: -6 }
    expect(seen({ status: { kind: 'signal', signal: 'SIGABRT' }, crash: sent }).crash).toMatchObject({
      address: null,
      signature: 'SIGABRT in lj_parse from a.lua:2: in main chunk',
    })
  })

  test('keeps the line in which the VM said why', () => {
    const stderr = Buffer.from(
      '==9==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000038b59 at pc 0x5\n',
    )
    const native = [
      'libc.so.6+0x8aeec',
      'gsignal+0x11 (libc.so.6)',
      'abort+0xd2 (libc.so.6)',
      'lj_cdata_set+0x13f',
    ]
    const aborted = { ...crash, signal: 'SIGABRT', address: '0x0', code: -6, native }
    const abort: ChildStatus = { kind: 'signal', signal: 'SIGABRT' }
    expect(seen({ status: abort, crash: aborted, stderr: stderr.toString('base64') }).crash).toMatchObject({
      report: 'AddressSanitizer: heap-buffer-overflow',
      signature:
        'SIGABRT (AddressSanitizer: heap-buffer-overflow) in lj_cdata_set from a.lua:2: in main chunk',
    })
  })

  test('by an exit is named after its code', () => {
    expect(seen({ status: { kind: 'exit', code: 3 } }).crash).toMatchObject({
      signal: null,
      signature: 'exit code 3',
    })
  })

  test('keeps the output before it', () => {
    expect(seen({ status, events: ['out "before"'] }).output.bytes.toString()).toBe('before')
  })
})

test.each<[ChildStatus, boolean]>([
  [{ kind: 'signal', signal: 'SIGSEGV' }, true],
  [{ kind: 'exit', code: 0 }, true],
  [{ kind: 'signal', signal: 'SIGKILL', oom: true }, false],
  [{ kind: 'signal', signal: 'SIGXFSZ' }, false],
  [{ kind: 'finished' }, false],
  [{ kind: 'children', limit: 16 }, false],
  [{ kind: 'timeout' }, false],
  [{ kind: 'interrupted' }, false],
])('%j is a crash: %s', (status, expected) => {
  expect(isCrash(aDone({ status }))).toBe(expected)
})
