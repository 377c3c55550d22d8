import { describe, expect, test } from 'vitest'
import type { Observation } from '../../harness/observations/observation.js'
import { judge } from '../../harness/verdicts/judge.js'
import { isGreen } from '../../harness/verdicts/verdict.js'
import {
  aCase,
  crashed,
  ended,
  failing,
  type JudgedOptions,
  judged,
  num,
  passing,
  type Seen,
} from '../builders.js'

const judgement = (seen: Seen, options?: JudgedOptions) => judged(seen, options).judgement
const green = (seen: Seen, options?: JudgedOptions) => isGreen(judgement(seen, options))
const differences = (seen: Seen, options?: JudgedOptions) => {
  const { verdict } = judgement(seen, options)
  return verdict.kind === 'difference' ? verdict.differences : []
}

const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })
const gone = ended('unavailable', 'no engine answers')

describe('what is green', () => {
  test.each<[string, Seen]>([
    ['all pass alike', { native: one, lua54: one }],
    ['one engine alone passes', { native: one }],
    ['the ones that ran agree', { native: gone, lua51: one, lua54: one }],
  ])('%s', (_, seen) => {
    expect(green(seen)).toBe(true)
  })
})

describe('what is never green', () => {
  test.each<[string, Seen]>([
    ['all engines unavailable', { native: gone, lua54: gone }],
    ['no engine at all', {}],
    ['the only engine crashes', { native: crashed() }],
    ['the reference crashes and the others agree', { native: crashed(), lua51: one, lua54: one }],
    ['another engine crashes and the rest agree', { native: one, 'native:jit=off': crashed(), lua54: one }],
    ['all crash alike', { native: crashed(), 'native:jit=off': crashed() }],
    ['an unconfirmed crash', { native: one, 'native:jit=off': crashed({ confirmed: false }) }],
    ['a crash of which nothing is known', { native: one, lua54: ended('crash') }],
    ['the only other engine crashes, the reference being gone', { native: gone, lua54: crashed() }],
    ['a difference', { native: one, lua54: two }],
    ['the same error everywhere', { native: failing(), lua54: failing() }],
    ['the same timeout everywhere', { native: ended('timeout'), lua54: ended('timeout') }],
    ['out of memory everywhere', { native: ended('out-of-memory'), lua54: ended('out-of-memory') }],
    ['nothing supports it', { native: ended('unsupported'), lua54: ended('unsupported') }],
    ['the test is missing everywhere', { native: ended('missing'), lua54: ended('missing') }],
    ['the test is missing on one', { native: one, lua54: ended('missing') }],
    ['one does not support it', { native: one, lua54: ended('unsupported') }],
    ['one runs out of time', { native: one, lua54: ended('timeout') }],
    ['the reference is gone and its stand-in fails', { native: gone, lua54: failing() }],
  ])('%s', (_, seen) => {
    expect(green(seen)).toBe(false)
  })
})

describe('every outcome but pass, seen by one engine among passing ones', () => {
  const outcomes = ['fail', 'error', 'crash', 'timeout', 'out-of-memory', 'unsupported', 'missing'] as const
  test.each(outcomes)('%s is red on the reference', (outcome) => {
    expect(green({ native: ended(outcome), lua51: one, lua54: one })).toBe(false)
  })
  test.each(outcomes)('%s is red on another', (outcome) => {
    expect(green({ native: one, lua51: ended(outcome), lua54: one })).toBe(false)
  })
})

describe('undecided', () => {
  test('when no engine has seen the case, with why', () => {
    expect(judgement({ native: gone, lua54: ended('unavailable', 'other') })).toEqual({
      verdict: { kind: 'undecided', compared: [], reason: 'no engine answers' },
      reference: null,
      unmet: [],
      failures: [],
    })
  })

  test('when an engine of the run has no observation', () => {
    const engines = [{ name: 'native', kind: 'native' as const, axes: null, emulated: false }]
    const { verdict } = judge(aCase(), new Map<string, Observation>(), engines, 'native')
    expect(verdict).toEqual({ kind: 'undecided', compared: [], reason: 'no engine was ready' })
  })

  test('an expectation does not excuse it', () => {
    const { verdict } = judgement({ native: gone }, { expect: ['crash on native', 'error'] })
    expect(verdict.kind).toBe('undecided')
  })
})

describe('the reference', () => {
  test.each<[string, Seen, JudgedOptions, string | null]>([
    ['is the one chosen', { lua54: one, native: one }, {}, 'native'],
    ['may be any engine', { native: one, lua54: one }, { reference: 'lua54' }, 'lua54'],
    ['is held to even when it fails', { native: failing(), lua54: one }, {}, 'native'],
    ['unavailable, another stands in', { native: gone, lua51: one, lua54: one }, {}, 'lua51'],
    ['crashed, another stands in', { native: crashed(), lua51: one, lua54: one }, {}, 'lua51'],
    [
      'unavailable, a native one is preferred',
      { native: gone, lua51: one, 'native:jit=off': one },
      {},
      'native:jit=off',
    ],
    [
      'one expected to differ stands in last',
      { native: gone, lua54: one, lua51: one },
      { expect: ['difference lua54'] },
      'lua51',
    ],
    ['there is none when all crash', { native: crashed(), lua54: crashed() }, {}, null],
  ])('%s', (_, seen, options, expected) => {
    expect(judgement(seen, options).reference).toBe(expected)
  })

  test('failures are those of the stand-in when it stands in', () => {
    expect(judgement({ native: gone, lua51: failing('nil index') }).failures).toEqual([
      'error on lua51: a.lua:3: nil index',
    ])
  })

  test('a failure without an error says its reason', () => {
    expect(judgement({ native: ended('timeout', 'ended after 5000 ms') }).failures).toEqual([
      'timeout on native: ended after 5000 ms',
    ])
  })
})

describe('differences', () => {
  test('engines that differ in the same way are one difference', () => {
    expect(differences({ native: one, lua51: one, lua54: two, lua53: two })).toMatchObject([
      { engines: ['lua54', 'lua53'], against: 'native', aspect: 'values', accepted: false },
    ])
  })

  test('engines that differ in other ways are not', () => {
    const three = passing({ values: [num(3)] })
    expect(differences({ native: one, lua54: two, lua53: three }).map(({ engines }) => engines)).toEqual([
      ['lua54'],
      ['lua53'],
    ])
  })

  test('two ways that only the exact values show are two differences', () => {
    const long = (middle: string) =>
      passing({
        values: [{ kind: 'string', bytes: Buffer.from('x'.repeat(500) + middle + 'x'.repeat(500)) }],
      })
    const found = differences({ native: long('a'), lua54: long('b'), lua53: long('c') })
    expect(found.map(({ engines }) => engines)).toEqual([['lua54'], ['lua53']])
  })

  test('an unavailable engine has none, and is not among those compared', () => {
    expect(judgement({ native: one, lua54: gone }).verdict).toEqual({ kind: 'agree', compared: ['native'] })
  })

  test('a crash is its own difference, beside those of the engines that ran on', () => {
    expect(differences({ native: crashed(), lua51: one, lua54: two })).toMatchObject([
      {
        engines: ['native'],
        against: null,
        aspect: 'crash',
        cause: { kind: 'crash', signature: 'SIGSEGV in lj_parse', confidence: 'confirmed' },
        summary: 'native crashed: SIGSEGV in lj_parse',
      },
      { engines: ['lua54'], against: 'lua51', cause: { kind: 'unexplained' } },
    ])
  })

  test('crashes are one difference for each signature', () => {
    const other = crashed({ signature: 'SIGABRT' })
    const found = differences({ native: crashed(), 'native:jit=off': crashed(), lua54: other })
    expect(found.map(({ summary }) => summary)).toEqual([
      'native and native:jit=off crashed: SIGSEGV in lj_parse',
      'lua54 crashed: SIGABRT',
    ])
  })

  test('one unconfirmed crash makes its group unconfirmed, and says why', () => {
    const unsure = crashed({ confirmed: false }, { reason: 'run alone it passes' })
    expect(differences({ native: unsure, 'native:jit=off': crashed() })).toMatchObject([
      { cause: { confidence: 'unconfirmed' }, summary: expect.stringContaining('(run alone it passes)') },
    ])
  })

  test('a sentence names four engines that crashed, and counts the others', () => {
    const names = ['native', 'a', 'b', 'c', 'd']
    const seen = (count: number) =>
      Object.fromEntries(names.slice(0, count).map((name) => [name, crashed()] as const))
    expect(differences(seen(4))[0]?.summary).toMatch(/^native, a, b and c crashed:/)
    const [five] = differences(seen(5))
    expect(five?.summary).toMatch(/^native, a, b and 2 more crashed:/)
    expect(five?.engines).toEqual(names)
  })

  test('a crash seen only under emulation is not confirmed, and says so', () => {
    const emulated = ['native:arch=arm64']
    const arm = { 'native:arch=arm64': crashed() }
    expect(differences({ native: one, ...arm }, { emulated })).toMatchObject([
      {
        cause: { kind: 'crash', confidence: 'unconfirmed' },
        summary: 'native:arch=arm64 crashed: SIGSEGV in lj_parse (seen only under emulation)',
      },
    ])
    expect(differences({ native: crashed(), ...arm }, { emulated })).toMatchObject([
      {
        engines: ['native', 'native:arch=arm64'],
        cause: { confidence: 'confirmed' },
        summary: 'native and native:arch=arm64 crashed: SIGSEGV in lj_parse',
      },
    ])
    expect(green({ native: one, ...arm }, { emulated })).toBe(false)
  })

  test('backtraces of a crash are shown, at most 20 lines', () => {
    const frames = Array.from({ length: 30 }, (_, index) => `frame ${index}`)
    const [crash] = differences({ native: crashed({ lua: ['a.lua:1'], native: frames }) })
    expect(crash?.diff).toEqual(['a.lua:1', ...frames.slice(0, 19)])
  })

  test('what C code wrote to the process is compared only where it can be seen', () => {
    const loud = passing({ rawOutput: 'warning' })
    expect(green({ native: loud, lua54: passing() })).toBe(true)
    expect(green({ native: loud, 'native:jit=off': passing() })).toBe(false)
    expect(green({ native: loud, 'process:luajit': passing() })).toBe(false)
  })
})
