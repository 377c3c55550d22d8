import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OUTCOMES, type Outcome } from '../../harness/observations/observation.js'
import {
  AXIS_CAUSES,
  type CaseState,
  caseState,
  type ExitCode,
  exitCodeOfState,
  standingForAll,
  stronger,
  strongest,
  worse,
  worst,
  worstExitCode,
} from '../../harness/verdicts/lattice.js'
import type { Cause, Confidence, Judgement } from '../../harness/verdicts/verdict.js'
import { crashed, failing, judged, num, passing } from '../builders.js'

/** That `join` gives one of the two, whichever comes first and however often they come. */
function obeysTheLaws<T>(arbitrary: fc.Arbitrary<T>, join: (a: T, b: T) => T) {
  fc.assert(
    fc.property(arbitrary, arbitrary, arbitrary, (a, b, c) => {
      expect([a, b]).toContainEqual(join(a, b))
      expect(join(a, a)).toEqual(a)
      expect(join(a, b)).toEqual(join(b, a))
      expect(join(join(a, b), c)).toEqual(join(a, join(b, c)))
    }),
  )
}

describe('outcomes', () => {
  const outcomes = fc.constantFrom(...OUTCOMES)

  test('are a lattice', () => {
    obeysTheLaws(outcomes, worse)
  })

  test('each has its place, the worst first', () => {
    const sorted = [...OUTCOMES].sort((a, b) => (a === b ? 0 : worse(a, b) === a ? -1 : 1))
    expect(sorted).toEqual([
      'crash',
      'out-of-memory',
      'timeout',
      'error',
      'fail',
      'unsupported',
      'missing',
      'unavailable',
      'pending',
      'pass',
    ])
  })

  test('a pass stands only for passes', () => {
    fc.assert(
      fc.property(fc.array(outcomes), (list) => {
        expect(worst(list) === 'pass').toBe(list.every((outcome) => outcome === 'pass'))
      }),
    )
  })
})

describe('runs under several settings', () => {
  const run = (outcome: Outcome, differs = false) => ({ outcome, differs })

  test.each<[string, { outcome: Outcome; differs: boolean }[], number]>([
    ['alike: the first', [run('pass'), run('pass')], 0],
    ['alike, and all in error: the first', [run('error'), run('error')], 0],
    ['a crash before all', [run('pass'), run('error', true), run('unavailable'), run('crash')], 3],
    ['what differs before what was not to be had', [run('unavailable'), run('pass'), run('pass', true)], 2],
    ['what was not to be had before what is alike', [run('error'), run('unavailable')], 1],
    ['the worst outcome of those that differ', [run('error'), run('pass', true), run('timeout', true)], 2],
    ['the first of two that differ', [run('pass'), run('pass', true), run('pass', true)], 1],
  ])('%s', (_, runs, index) => {
    expect(standingForAll(runs)).toBe(runs[index])
  })
})

describe('causes', () => {
  const sure = fc.constantFrom<Confidence>('confirmed', 'likely', 'unconfirmed')
  const causes: fc.Arbitrary<Cause> = fc.oneof(
    fc.record({
      kind: fc.constant('crash' as const),
      signature: fc.constantFrom('a', 'b'),
      confidence: sure,
    }),
    fc.record({ kind: fc.constant('dialect' as const), rule: fc.constantFrom('a', 'b'), confidence: sure }),
    fc.record({
      kind: fc.constant('nondeterministic' as const),
      differing: fc.integer({ min: 1, max: 2 }),
      runs: fc.constant(3),
      confidence: sure,
    }),
    fc.record({
      kind: fc.constantFrom(...AXIS_CAUSES),
      from: fc.constant('x'),
      to: fc.constantFrom('y', 'z'),
      confidence: sure,
    }),
    fc.record({
      kind: fc.constantFrom(
        'order-dependent' as const,
        'host' as const,
        'limits' as const,
        'unexplained' as const,
      ),
      confidence: sure,
    }),
  )
  const jit = (confidence: Confidence): Cause => ({ kind: 'jit', from: 'on', to: 'off', confidence })
  const release: Cause = { kind: 'release', from: 'bookworm', to: 'trixie', confidence: 'confirmed' }
  const dialect = (confidence: Confidence): Cause => ({ kind: 'dialect', rule: 'r', confidence })
  const flaky: Cause = { kind: 'nondeterministic', differing: 1, runs: 5, confidence: 'confirmed' }
  const of = (
    kind: 'host' | 'limits' | 'order-dependent' | 'unexplained',
    confidence: Confidence,
  ): Cause => ({
    kind,
    confidence,
  })

  test('are a lattice', () => {
    obeysTheLaws(causes, stronger)
  })

  test.each<[string, Cause, Cause]>([
    ['the JIT compiler says more than the release', jit('confirmed'), release],
    [
      'what was shown by taking it away beats an end at a limit',
      dialect('confirmed'),
      of('limits', 'likely'),
    ],
    ['a limit that was shown beats a rule that was not', of('limits', 'confirmed'), dialect('likely')],
    [
      'what the host answers comes before what follows from it',
      of('host', 'likely'),
      of('order-dependent', 'likely'),
    ],
    ['an order seems to be a matter of the release', of('order-dependent', 'confirmed'), release],
    ['an engine that is unsteady proves no axis by one run', flaky, jit('likely')],
    ['a rule taken away beats what was only seen beside', dialect('confirmed'), flaky],
    ['anything beats no explanation', of('limits', 'unconfirmed'), of('unexplained', 'confirmed')],
  ])('%s', (_, winner, loser) => {
    expect(strongest([loser, winner])).toEqual(winner)
    expect(strongest([winner, loser])).toEqual(winner)
  })

  test('nothing covers for a crash', () => {
    const crash: Cause = { kind: 'crash', signature: 's', confidence: 'unconfirmed' }
    fc.assert(
      fc.property(fc.array(causes), (others) => {
        expect(strongest([...others, crash]).kind).toBe('crash')
      }),
    )
  })

  test('without one it is unexplained', () => {
    expect(strongest([])).toEqual({ kind: 'unexplained', confidence: 'unconfirmed' })
  })
})

describe('what a case comes to', () => {
  const one = passing({ values: [num(1)] })
  const two = passing({ values: [num(2)] })
  const state = (given: Judgement, { lost = false } = {}) => caseState(given, { lost })
  const of = (...given: Parameters<typeof judged>) => judged(...given).judgement
  const unmet = { expect: ['difference lua54'] }
  const crashes = { expect: ['crash SIGSEGV on lua54'] }

  const agree = of({ native: one, lua54: one })
  const differs = of({ native: one, lua54: two })
  const accepted = of({ native: one, lua54: two }, { expect: ['difference lua54'] })

  test.each<[CaseState, Judgement, boolean, ExitCode]>([
    ['agree', agree, false, 0],
    ['alone', of({ native: one }), false, 0],
    ['accepted-difference', accepted, false, 0],
    ['accepted-crash', of({ native: one, lua54: crashed() }, crashes), false, 0],
    ['lost', agree, true, 3],
    ['lost', accepted, true, 3],
    [
      'undecided',
      { verdict: { kind: 'undecided', compared: [], reason: '' }, reference: null, unmet: [], failures: [] },
      true,
      3,
    ],
    ['failure', of({ native: failing(), lua54: failing() }), true, 1],
    ['difference', differs, true, 1],
    ['difference', { ...accepted, failures: ['error on native'] }, false, 1],
    ['crash', of({ native: one, lua54: crashed() }), true, 1],
    ['unmet', of({ native: one, lua54: one }, unmet), true, 1],
    ['unmet', of({ native: one, lua54: crashed() }, unmet), false, 1],
  ])('%s', (wanted, judgement, lost, code) => {
    expect(state(judgement, { lost })).toBe(wanted)
    expect(exitCodeOfState(wanted)).toBe(code)
  })
})

describe('exit codes', () => {
  const codes = fc.constantFrom<ExitCode>(0, 1, 3, 130)

  test('are a lattice', () => {
    obeysTheLaws(codes, (a, b) => worstExitCode([a, b]))
  })

  test.each<[ExitCode[], ExitCode]>([
    [[], 0],
    [[0, 3], 3],
    [[3, 1, 0], 1],
    [[1, 130, 3], 130],
  ])('%j is %i', (list, code) => {
    expect(worstExitCode(list)).toBe(code)
  })
})
