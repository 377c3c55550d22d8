import { describe, expect, test } from 'vitest'
import { exitCodeOf, type RunResult, summarise } from '../../harness/runs/result.js'
import { aRun, crashed, ended, failing, judged, num, passing } from '../builders.js'
import { anEntry } from '../ledger/entries.js'

const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })
const gone = ended('unavailable', 'no engine answers')

const AGREES = judged({ native: one, lua54: one })
const DIFFERS = judged({ native: one, lua54: two })
const ACCEPTED = judged({ native: one, lua54: two }, { expect: ['difference lua54'] })
const CRASHES = judged({ native: crashed(), lua54: one })
const EXPECTED_CRASH = judged({ native: crashed(), lua54: one }, { expect: ['crash on native'] })
const CRASH_THAT_DID_NOT_COME = judged({ native: one, lua54: one }, { expect: ['crash on native'] })
const FAILS = judged({ native: failing(), lua54: failing() })
const NATIVE_NEVER_READY = judged({ native: gone, lua54: one })
const NOT_RUN = judged({ native: gone, lua54: gone })

const exitCode = (result: RunResult, requireEngines = false) => exitCodeOf(result, { requireEngines })

describe('exit code 0', () => {
  test.each<[string, RunResult]>([
    ['all agree', aRun([AGREES, AGREES])],
    ['all agree or are as expected', aRun([AGREES, ACCEPTED, EXPECTED_CRASH])],
    [
      'nobody asked for the engine that is not there',
      aRun([NATIVE_NEVER_READY], { unavailable: ['native'] }),
    ],
  ])('%s', (_, result) => {
    expect(exitCode(result)).toBe(0)
  })
})

describe('exit code 1: what ran was not as it should be', () => {
  test.each([
    ['a difference', DIFFERS],
    ['a crash', CRASHES],
    ['a failure everywhere', FAILS],
    ['an expected crash that did not come', CRASH_THAT_DID_NOT_COME],
    [
      'an expected difference that vanished',
      judged({ native: one, lua54: one }, { expect: ['difference lua54'] }),
    ],
    ['another crash than expected', judged({ native: crashed() }, { expect: ['crash SIGABRT on native'] })],
    ['a crash of the stand-in', judged({ native: gone, lua54: crashed() })],
  ])('%s, one among many', (_, red) => {
    const rest = Array.from({ length: 20 }, () => AGREES)
    expect(exitCode(aRun([...rest, red, ...rest]))).toBe(1)
  })

  test('a stale entry of the ledger, all else being well', () => {
    const ledger = { file: 'l.json', entries: [anEntry()], stale: [anEntry()], expired: [] }
    expect(exitCode(aRun([AGREES], { ledger }))).toBe(1)
    expect(exitCode(aRun([AGREES], { ledger: { ...ledger, stale: [], expired: [anEntry()] } }))).toBe(0)
  })

  test('outweighs an engine that is missing', () => {
    expect(exitCode(aRun([DIFFERS, NOT_RUN], { unavailable: ['native'], named: true }))).toBe(1)
  })

  test('at the first of them when the run was to end there', () => {
    expect(exitCode(aRun([AGREES, FAILS], { planned: 9, cutShort: 'bail' }))).toBe(1)
  })
})

describe('exit code 3: something did not run', () => {
  test.each<[string, RunResult]>([
    ['an engine named is unavailable', aRun([NATIVE_NEVER_READY], { unavailable: ['native'], named: true })],
    ['every engine is unavailable', aRun([NOT_RUN], { unavailable: ['native', 'lua54'] })],
    ['one case of many ran nowhere', aRun([AGREES, NOT_RUN, AGREES])],
    ['an engine was lost on the way', aRun([AGREES, NATIVE_NEVER_READY])],
    ['an engine was lost, nobody having named it', aRun([judged({ native: one, lua54: gone })])],
    ['a case has no result', aRun([AGREES], { planned: 2 })],
    ['no case has a result', aRun([], { planned: 3 })],
    ['ended at a case that ran nowhere', aRun([NOT_RUN], { planned: 9, cutShort: 'bail' })],
  ])('%s', (_, result) => {
    expect(exitCode(result)).toBe(3)
  })

  test('an engine is unavailable where all are required', () => {
    const result = aRun([NATIVE_NEVER_READY], { unavailable: ['native'] })
    expect(exitCode(result, true)).toBe(3)
  })

  test('an engine that was named is unavailable and there were no cases to notice it by', () => {
    const result = { ...aRun([NATIVE_NEVER_READY], { unavailable: ['native'], named: true }), cases: [] }
    expect(exitCode({ ...result, planned: 0 })).toBe(3)
  })
})

describe('exit code 130: interrupted', () => {
  test.each<[string, RunResult]>([
    ['with nothing seen', aRun([], { planned: 3, cutShort: 'interrupted' })],
    ['with all green so far', aRun([AGREES], { planned: 3, cutShort: 'interrupted' })],
    ['even behind the last case', aRun([AGREES], { cutShort: 'interrupted' })],
    ['with something red', aRun([FAILS], { planned: 3, cutShort: 'interrupted' })],
  ])('%s', (_, result) => {
    expect(exitCode(result)).toBe(130)
  })
})

test('the summary counts cases, a case in every way it belongs', () => {
  const cases = [
    AGREES,
    DIFFERS,
    ACCEPTED,
    CRASHES,
    EXPECTED_CRASH,
    CRASH_THAT_DID_NOT_COME,
    FAILS,
    NATIVE_NEVER_READY,
    NOT_RUN,
  ]
  expect(summarise(aRun(cases))).toEqual({
    cases: 9,
    agree: 4,
    differences: 4,
    accepted: 2,
    acceptedByLedger: 0,
    failures: 2,
    crashes: 2,
    pending: 0,
    unavailable: 2,
  })
})

test('a difference that is accepted does not count as accepted when something else is wrong', () => {
  const half = judged({ native: one, lua54: two, lua53: two }, { expect: ['difference lua54'] })
  const unmet = judged({ native: one, lua54: two }, { expect: ['difference lua54', 'crash on native'] })
  expect(summarise(aRun([half, unmet]))).toMatchObject({ differences: 2, accepted: 0 })
})
