import { describe, expect, test } from 'vitest'
import type { Observation } from '../../harness/observations/observation.js'
import { decodeList } from '../../harness/observations/values.js'
import { compare } from '../../harness/verdicts/compare.js'
import { anError, crashed, ended, failing, num, passing, str, table } from '../builders.js'

const against = (reference: Observation, other: Observation, hasRawOutput = true) =>
  compare(
    { name: 'native', observation: reference, hasRawOutput: true },
    { name: 'lua54', observation: other, hasRawOutput },
  )
const returning = (list: string) => passing({ values: decodeList(list) })

const assertion = (message: string) =>
  ended('fail', null, {
    error: anError({ kind: 'assertion', message, value: table([[str('message'), str(message)]]) }),
  })

describe('nothing differs', () => {
  test.each<[string, Observation, Observation]>([
    ['the same of everything', passing({ output: 'x' }), passing({ output: 'x' })],
    ['another duration', passing({ durationMs: 1 }), passing({ durationMs: 900 })],
    [
      'other compiler activity',
      passing({ jit: { traces: 1, aborts: 0, flushes: 0, reasons: [] } }),
      passing(),
    ],
    ['the kind of a number', returning('[n5]'), returning('[i5]')],
    ['the order of keys', returning('[{1:"a"=n1,"b"=n2}]'), returning('[{1:"b"=i2,"a"=i1}]')],
    ['another traceback', failing(), failing('boom', { error: anError({ traceback: ['x'] }) })],
    [
      'the same mistake in the words of another VM',
      failing("attempt to call global 'f' (a nil value)"),
      failing("attempt to call a nil value (global 'f')"),
    ],
    [
      'where a table is that an assertion failed about',
      assertion('Passed in:\n(table: 0x7f36) { }\nfunction: builtin#29, table: 0x41'),
      assertion('Passed in:\n(table: 0x5a10) { }\nfunction: builtin: 7, table: 00ab12'),
    ],
    ['two tests that wait', ended('pending', 'later'), ended('pending', 'later')],
    ['the output before a timeout', ended('timeout', '', { output: 'a' }), ended('timeout')],
    [
      'the output before a lack of memory',
      ended('out-of-memory'),
      ended('out-of-memory', '', { output: 'a' }),
    ],
  ])('%s', (_, a, b) => {
    expect(against(a, b)).toBeNull()
  })
})

describe('the first aspect that differs, in one sentence', () => {
  test.each<[string, Observation, Observation, string, string]>([
    [
      'outcome',
      passing(),
      failing('boom'),
      'outcome',
      'lua54 ends with error (a.lua:3: boom), native passes',
    ],
    ['a crash', passing(), crashed(), 'outcome', 'lua54 crashes (SIGSEGV in lj_parse), native passes'],
    [
      'a limit',
      ended('timeout', 'after 5 s'),
      passing(),
      'outcome',
      'lua54 passes, native ends with timeout (after 5 s)',
    ],
    [
      'error message',
      failing('one'),
      failing('two'),
      'error',
      'lua54 fails with "a.lua:3: two", native with "a.lua:3: one"',
    ],
    [
      'error message, as each VM has it',
      failing("attempt to call global 'f' (a nil value)"),
      failing("attempt to call a nil value (global 'g')"),
      'error',
      `lua54 fails with "a.lua:3: attempt to call a nil value (global 'g')", native with "a.lua:3: attempt to call global 'f' (a nil value)"`,
    ],
    [
      'error line',
      failing('x'),
      failing('x', { error: anError({ message: 'x', line: 4 }) }),
      'error',
      'lua54 fails with "a.lua:4: x", native with "a.lua:3: x"',
    ],
    ['value', returning('[n1]'), returning('["1"]'), 'values', 'lua54 returns "1", native 1'],
    [
      'second value',
      returning('[n1,n2]'),
      returning('[n1,nil]'),
      'values',
      'lua54 returns nil as value 2, native 2',
    ],
    [
      'fewer values',
      returning('[n1,n2]'),
      returning('[n1]'),
      'values',
      'lua54 returns 1 value, native 2 values',
    ],
    ['more values', returning('[]'), returning('[nil]'), 'values', 'lua54 returns 1 value, native 0 values'],
    [
      'output',
      passing({ output: 'a\nb\n' }),
      passing({ output: 'a\nc\n' }),
      'output',
      'line 2 of the output: lua54 writes "c", native "b"',
    ],
    [
      'less output',
      passing({ output: 'a\nb' }),
      passing({ output: 'a' }),
      'output',
      'line 2 of the output: lua54 writes nothing, native "b"',
    ],
    [
      'error output',
      passing({ errorOutput: 'w' }),
      passing(),
      'error output',
      'line 1 of the error output: lua54 writes "", native "w"',
    ],
    [
      'raw output',
      passing({ rawOutput: 'w' }),
      passing({ rawOutput: 'v' }),
      'raw output',
      'line 1 of the raw output: lua54 writes "v", native "w"',
    ],
    [
      'a host call',
      passing({ hostCalls: [{ name: 'roll', arguments: [num(6)], results: [num(4)], error: null }] }),
      passing({ hostCalls: [{ name: 'roll', arguments: [num(20)], results: [num(4)], error: null }] }),
      'host calls',
      'host call 1: lua54 makes host.roll(n20) -> n4, native host.roll(n6) -> n4',
    ],
    [
      'an error of a host call',
      passing({ hostCalls: [{ name: 'roll', arguments: [], results: [num(4)], error: null }] }),
      passing({ hostCalls: [{ name: 'roll', arguments: [], results: [], error: str('no dice') }] }),
      'host calls',
      'host call 1: lua54 makes host.roll() -> error "no dice", native host.roll() -> n4',
    ],
    [
      'a host call too few',
      passing({ hostCalls: [{ name: 'log', arguments: [], results: [], error: null }] }),
      passing(),
      'host calls',
      'host call 1: lua54 makes none, native host.log() -> nothing',
    ],
  ])('%s', (_, a, b, aspect, summary) => {
    expect(against(a, b)).toMatchObject({ aspect, summary })
  })

  test('the outcome comes before values, values before output', () => {
    const a = passing({ values: [num(1)], output: 'a' })
    expect(against(a, failing('x', { output: 'b' }))?.aspect).toBe('outcome')
    expect(against(a, passing({ values: [num(2)], output: 'b' }))?.aspect).toBe('values')
  })
})

describe('assertions that failed otherwise', () => {
  test.each([
    ['(number) 1', '(number) 2'],
    ['(table: 0x1) { [1] = 1 }', '(table: 0x1) { [1] = 2 }'],
  ])('%s and %s', (a, b) => {
    expect(against(assertion(a), assertion(b))).toMatchObject({ aspect: 'error' })
  })
})

describe('what is easily overlooked differs', () => {
  test.each<[string, Observation, Observation]>([
    ['minus zero', returning('[n0]'), returning('[n-0]')],
    ['the last bit of a double', returning('[n0.10000000000000001]'), returning('[n0.10000000000000002]')],
    ['an integer that no double holds', returning('[n9007199254740992]'), returning('[i9007199254740993]')],
    ['a metatable', returning('[{1:}]'), returning('[{1^:}]')],
    ['one table twice, or two tables', returning('[{1:},@1]'), returning('[{1:},{2:}]')],
    ['one function twice, or two', returning('[<function 1>,@1]'), returning('[<function 1>,<function 2>]')],
    [
      'the middle of a long string',
      passing({ values: [str(`${'a'.repeat(900)}1${'a'.repeat(900)}`)] }),
      passing({ values: [str(`${'a'.repeat(900)}2${'a'.repeat(900)}`)] }),
    ],
    ['what is nested deep', passing({ values: [deep(1)] }), passing({ values: [deep(2)] })],
    ['the last of many keys', passing({ values: [wide(1)] }), passing({ values: [wide(2)] })],
    ['a byte and the text of its escape', passing({ output: '\\x01' }), passing({ output: '\x01' })],
    [
      'a byte that is not UTF-8 and the text of its escape',
      passing({ output: Buffer.from([0xe9]) }),
      passing({ output: '\\xe9' }),
    ],
    ['a line end', passing({ output: 'a\n' }), passing({ output: 'a' })],
    ['a carriage return', passing({ output: 'a\r\n' }), passing({ output: 'a\n' })],
    [
      'all the output there was, and what was kept of more',
      passing({ output: 'abc' }),
      passing({ output: 'abc', truncated: true }),
    ],
    [
      'lines that begin alike for long',
      passing({ output: `${'a'.repeat(5000)}1${'a'.repeat(5000)}` }),
      passing({ output: `${'a'.repeat(5000)}2${'a'.repeat(5000)}` }),
    ],
    ['the kind of an error', failing(), failing('boom', { error: anError({ kind: 'syntax' }) })],
    [
      'an error value that is no string',
      failing('5', { error: anError({ value: str('5') }) }),
      failing('5', { error: anError({ value: num(5) }) }),
    ],
    [
      'what a host call gave',
      passing({ hostCalls: [{ name: 'f', arguments: [], results: [num(1)], error: null }] }),
      passing({ hostCalls: [{ name: 'f', arguments: [], results: [str('1')], error: null }] }),
    ],
  ])('%s, and the sentence and the diff show how', (_, a, b) => {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const mismatch = against(x, y)
      expect(mismatch).not.toBeNull()
      const { summary, diff } = mismatch!
      const side = (sign: string) => diff.filter((line) => line.startsWith(sign)).map((line) => line.slice(1))
      expect(side('+')).not.toEqual(side('-'))
      const [, other, reference] = / (?:returns|writes|fails with|makes) (.*), native (?:with )?(.*)$/.exec(
        summary,
      )!
      if (a.error === null) expect(other).not.toBe(reference)
    }
  })
})

test('raw output does not count against an engine that has none', () => {
  expect(against(passing({ rawOutput: 'w' }), passing(), false)).toBeNull()
})

test('the sentence stays short however much differs', () => {
  const a = passing({ values: [str('a'.repeat(10_000))], output: 'x'.repeat(10_000) })
  const b = passing({ values: [str('b'.repeat(10_000))], output: 'y'.repeat(10_000) })
  expect(against(a, b)!.summary.length).toBeLessThan(300)
})

function deep(leaf: number) {
  let value = table([[str('leaf'), num(leaf)]])
  for (let depth = 0; depth < 60; depth++) value = table([[str('inner'), value]])
  return value
}

function wide(last: number) {
  return table(Array.from({ length: 3000 }, (_, index) => [num(index), num(index === 2999 ? last : 0)]))
}
