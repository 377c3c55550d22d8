import { describe, expect, test } from 'vitest'
import { isGreen } from '../../harness/verdicts/verdict.js'
import { anError, crashed, ended, failing, judged, num, passing, type Seen } from '../builders.js'

const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })
const three = passing({ values: [num(3)] })
const gone = ended('unavailable', 'no engine answers')
const abort = crashed({ signal: 'SIGABRT', signature: 'SIGABRT' })
const noSignal = crashed({ signal: null, signature: 'exit code 3' })
const otherwise = failing('another message')

const judgement = (seen: Seen, ...expectations: string[]) => judged(seen, { expect: expectations }).judgement

describe('as expected, and green', () => {
  test.each<[string, Seen]>([
    ['difference lua54', { native: one, lua51: one, lua54: two }],
    ['difference lua54 lua53', { native: one, lua54: two, lua53: three }],
    ['difference lua54', { native: one, lua54: failing() }],
    ['difference lua54', { native: one, lua54: ended('timeout') }],
    ['crash SIGSEGV on native', { native: crashed(), lua54: one }],
    ['crash on native', { native: abort, lua54: one }],
    ['crash on native', { native: noSignal, lua54: one }],
    ['crash on native native:jit=off', { native: crashed(), 'native:jit=off': crashed() }],
    ['crash SIGSEGV on lua54', { native: one, lua54: crashed() }],
    ['sometimes crash SIGSEGV on lua54', { native: one, lua54: crashed() }],
    ['sometimes crash SIGSEGV on lua54', { native: one, lua54: one }],
    ['error', { native: failing(), lua54: failing() }],
    ['error on lua54', { native: one, lua54: failing() }],
    ['error on native lua54', { native: failing(), lua54: failing(), lua51: failing() }],
    ['timeout', { native: ended('timeout'), lua54: ended('timeout') }],
    ['unsupported on lua54', { native: one, lua54: ended('unsupported') }],
    ['out-of-memory on lua54', { native: one, lua54: ended('out-of-memory') }],
  ])('%s', (expectation, seen) => {
    const result = judgement(seen, expectation)
    expect(result.unmet).toEqual([])
    expect(isGreen(result)).toBe(true)
  })
})

test('what may crash is to do as the reference does when it does not crash', () => {
  const result = judgement({ native: one, lua54: two }, 'sometimes crash SIGSEGV on lua54')
  expect(isGreen(result)).toBe(false)
})

describe('not as expected, said in words, and red', () => {
  test.each<[string, Seen, string]>([
    ['difference lua54', { native: one, lua54: one }, 'lua54 agrees'],
    ['difference lua54 lua53', { native: one, lua54: two, lua53: one }, 'lua53 agrees'],
    ['difference lua54', { native: failing(), lua54: failing() }, 'lua54 agrees'],
    ['difference lua54', { native: one, lua54: crashed() }, 'lua54 crashed'],
    [
      'difference native:jit=off',
      { native: crashed(), 'native:jit=off': crashed() },
      'native:jit=off crashed',
    ],
    ['crash on native', { native: one, lua54: one }, 'native ended with pass'],
    ['crash on native', { native: failing(), lua54: one }, 'native ended with error'],
    ['crash on native', { native: ended('timeout'), lua54: one }, 'native ended with timeout'],
    ['crash SIGSEGV on native', { native: abort, lua54: one }, 'native crashed with SIGABRT, not SIGSEGV'],
    [
      'sometimes crash SIGSEGV on lua54',
      { native: one, lua54: abort },
      'lua54 crashed with SIGABRT, not SIGSEGV',
    ],
    ['crash SIGSEGV on native', { native: noSignal }, 'native crashed with no signal, not SIGSEGV'],
    [
      'crash on native native:jit=off',
      { native: crashed(), 'native:jit=off': one },
      'native:jit=off ended with pass',
    ],
    ['error', { native: one, lua54: one }, 'native ended with pass'],
    ['error', { native: failing(), lua54: one }, 'lua54 ended with pass'],
    ['error', { native: crashed(), lua54: failing() }, 'native ended with crash'],
    ['error on lua54', { native: one, lua54: one }, 'lua54 ended with pass'],
    ['error on lua54', { native: one, lua54: ended('timeout') }, 'lua54 ended with timeout'],
    ['timeout', { native: failing() }, 'native ended with error'],
    ['unsupported on lua54', { native: one, lua54: ended('missing') }, 'lua54 ended with missing'],
  ])('%s', (expectation, seen, problem) => {
    const result = judgement(seen, expectation)
    expect(result.unmet[0]).toBe(`line 1 says "-- expect: ${expectation}", but ${problem}`)
    expect(isGreen(result)).toBe(false)
  })
})

describe('what an expectation does not cover is red', () => {
  test.each<[string, string[], Seen]>([
    ['a difference on an engine not named', ['difference lua54'], { native: one, lua54: two, lua53: two }],
    [
      'another difference on an engine not named',
      ['difference lua54'],
      { native: one, lua54: two, lua51: three },
    ],
    ['a crash where a difference is expected', ['difference lua54'], { native: one, lua54: crashed() }],
    [
      'a crash of the reference where a difference of another is expected',
      ['difference lua54'],
      { native: crashed(), lua51: one, lua54: two },
    ],
    ['a crash of an engine not named', ['crash on native'], { native: crashed(), lua54: crashed() }],
    [
      'a crash of the other engine, and none of the one named',
      ['crash on native'],
      { native: one, lua54: crashed() },
    ],
    ['a difference where a crash is expected', ['crash on lua54'], { native: one, lua54: two }],
    [
      'a difference between the others where a crash is expected',
      ['crash on native'],
      { native: crashed(), lua51: one, lua54: two },
    ],
    ['the failure of the stand-in', ['crash on native'], { native: crashed(), lua51: failing() }],
    ['a failure of the reference', ['difference lua54'], { native: failing(), lua51: failing(), lua54: one }],
    ['a failure of the reference', ['error on lua54'], { native: failing(), lua54: failing() }],
    ['another error than the others', ['error'], { native: failing(), lua54: otherwise }],
    ['another error than the others', ['error on native lua54'], { native: failing(), lua54: otherwise }],
    [
      'other output before the same error',
      ['error'],
      { native: failing(), lua54: failing('boom', { output: 'x' }) },
    ],
    ['one outcome expected, another seen', ['timeout on lua54'], { native: one, lua54: failing() }],
    ['a crash where any other outcome is expected', ['error on lua54'], { native: one, lua54: crashed() }],
    ['an engine whose name is misspelt', ['crash on natvie'], { native: crashed(), lua54: one }],
  ])('%s: %j', (_, expectations, seen) => {
    expect(isGreen(judgement(seen, ...expectations))).toBe(false)
  })
})

describe('what is accepted', () => {
  test('is only the share of the engines that are expected to differ', () => {
    const { verdict } = judgement({ native: one, lua54: two, lua53: two, lua51: one }, 'difference lua54')
    expect(verdict).toMatchObject({
      kind: 'difference',
      differences: [
        { engines: ['lua53'], accepted: false, acceptedBy: null },
        { engines: ['lua54'], accepted: true, acceptedBy: '-- expect: difference lua54' },
      ],
    })
  })

  test('several lines are met each for itself', () => {
    const seen = { native: crashed(), 'native:jit=off': one, lua54: two, lua51: ended('unsupported') }
    const lines = ['crash SIGSEGV on native', 'difference lua54', 'unsupported on lua51']
    expect(isGreen(judgement(seen, ...lines))).toBe(true)
    for (const line of lines) {
      expect(isGreen(judgement(seen, ...lines.filter((other) => other !== line)))).toBe(false)
    }
  })

  test('an error that is expected may be expected to differ as well', () => {
    const seen = {
      native: failing(),
      lua54: failing('x', { error: anError({ message: 'attempt (global f)' }) }),
    }
    expect(isGreen(judgement(seen, 'error', 'difference lua54'))).toBe(true)
  })
})

describe('engines that are not there are not asked', () => {
  test.each<[string, Seen]>([
    ['difference lua54', { native: one, lua51: one }],
    ['difference lua54', { native: one, lua54: gone }],
    ['crash on native', { native: gone, lua54: one }],
    ['error on native', { native: gone, lua54: one }],
  ])('%s', (expectation, seen) => {
    expect(isGreen(judgement(seen, expectation))).toBe(true)
  })

  test('but what the others do is judged all the same', () => {
    expect(isGreen(judgement({ native: gone, lua51: one, lua54: two }, 'crash on native'))).toBe(false)
  })
})

describe('without the reference, an engine expected to differ from it', () => {
  test('is no surprise alone, whether it passes or not', () => {
    expect(isGreen(judgement({ native: gone, lua54: two }, 'difference lua54'))).toBe(true)
    expect(isGreen(judgement({ native: gone, lua54: failing() }, 'difference lua54'))).toBe(true)
  })

  test('still may not crash', () => {
    expect(isGreen(judgement({ native: gone, lua54: crashed() }, 'difference lua54'))).toBe(false)
  })

  test('is held against one that is not', () => {
    const seen = { native: gone, lua54: one, lua51: one }
    expect(judgement(seen, 'difference lua54').unmet).toEqual([
      'line 1 says "-- expect: difference lua54", but lua54 agrees',
    ])
  })

  test('may or may not agree with another of its kind', () => {
    const expectation = 'difference lua54 lua53'
    expect(isGreen(judgement({ native: gone, lua54: two, lua53: two }, expectation))).toBe(true)
    expect(isGreen(judgement({ native: gone, lua54: two, lua53: three }, expectation))).toBe(true)
  })
})

describe('a selector', () => {
  const [OFF, TRIXIE] = ['native:jit=off', 'native:release=trixie']
  const BOTH = 'native:release=trixie,jit=off'

  test.each<[string, Seen]>([
    ['crash on native:*', { native: crashed(), [OFF]: crashed(), lua54: one }],
    ['crash SIGSEGV on native:release=bookworm,*', { native: crashed(), [OFF]: crashed(), [TRIXIE]: one }],
    ['difference native:jit=off,*', { native: one, [OFF]: two, [TRIXIE]: one, [BOTH]: two, lua54: one }],
    ['difference native:jit=off,* lua54', { native: one, [OFF]: two, lua54: two, lua51: one }],
    ['error on native:release=trixie,*', { native: one, [TRIXIE]: failing(), [BOTH]: failing() }],
    ['error on native:*', { native: failing(), [OFF]: failing() }],
  ])('%s means the native engines with these axes', (expectation, seen) => {
    const result = judgement(seen, expectation)
    expect(result.unmet).toEqual([])
    expect(isGreen(result)).toBe(true)
  })

  test.each<[string, Seen, string]>([
    ['crash on native:*', { native: crashed(), [OFF]: one }, 'native:jit=off ended with pass'],
    ['difference native:jit=off,*', { native: one, [OFF]: two, [BOTH]: one }, `${BOTH} agrees`],
    ['error on native:*', { native: failing(), [OFF]: one }, 'native:jit=off ended with pass'],
  ])('%s asks each of them', (expectation, seen, problem) => {
    expect(judgement(seen, expectation).unmet).toEqual([
      `line 1 says "-- expect: ${expectation}", but ${problem}`,
    ])
  })

  test.each<[string, Seen]>([
    ['crash on native:release=bookworm,*', { native: crashed(), [TRIXIE]: crashed() }],
    ['crash on native:*', { native: one, 'process:luajit': crashed() }],
    ['difference native:*', { native: one, lua54: two }],
  ])('%s means no other engine', (expectation, seen) => {
    expect(isGreen(judgement(seen, expectation))).toBe(false)
  })

  test('that means the reference does not ask it to differ from itself', () => {
    const seen = { native: one, [OFF]: two, [TRIXIE]: two }
    expect(judgement(seen, 'difference native:*')).toMatchObject({ reference: 'native', unmet: [] })
    expect(isGreen(judgement(seen, 'difference native:*'))).toBe(true)
    expect(judgement({ ...seen, [TRIXIE]: one }, 'difference native:*').unmet).toEqual([
      'line 1 says "-- expect: difference native:*", but native:release=trixie agrees',
    ])
  })

  test('does not excuse a failure of the reference', () => {
    const seen = { native: failing(), [OFF]: one }
    expect(judgement(seen, 'difference native:*').failures).toHaveLength(1)
  })

  test('that means the stand-in makes neither difference nor agreement a surprise', () => {
    expect(isGreen(judgement({ native: gone, [OFF]: one, [TRIXIE]: two }, 'difference native:*'))).toBe(true)
    expect(isGreen(judgement({ native: gone, [OFF]: one, [TRIXIE]: one }, 'difference native:*'))).toBe(true)
  })

  test('of engines that are not part of the run asks nobody', () => {
    expect(isGreen(judgement({ native: one, lua54: one }, 'crash on native:arch=i386,*'))).toBe(true)
  })
})
