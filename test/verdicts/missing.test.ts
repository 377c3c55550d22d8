import { describe, expect, test } from 'vitest'
import type { Observation } from '../../harness/observations/observation.js'
import { withMissingTests } from '../../harness/verdicts/missing.js'
import { isGreen } from '../../harness/verdicts/verdict.js'
import { failing, judged, passing } from '../builders.js'

/** Tests by engine, each passed, and what becomes of them. */
const together = (reported: Record<string, string[]>) =>
  withMissingTests(
    new Map(Object.entries(reported).map(([name, ids]) => [name, new Map(ids.map((id) => [id, passing()]))])),
  )
const outcomes = (seen: ReadonlyMap<string, Observation> | undefined) =>
  Object.fromEntries([...(seen ?? [])].map(([name, { outcome }]) => [name, outcome]))

describe('the union of the tests', () => {
  test.each<[string, Record<string, string[]>, string[]]>([
    ['all have the same', { native: ['a', 'b'], fast: ['a', 'b'] }, ['a', 'b']],
    ['the first engine says the order', { native: ['a', 'b'], fast: ['b', 'a'] }, ['a', 'b']],
    ['one at the beginning', { native: ['b'], fast: ['a', 'b'] }, ['a', 'b']],
    ['some in the middle', { native: ['a', 'd'], fast: ['a', 'b', 'c', 'd'] }, ['a', 'b', 'c', 'd']],
    ['one at the end', { native: ['a'], fast: ['a', 'b'] }, ['a', 'b']],
    [
      'one in a third',
      { native: ['a', 'd'], fast: ['a', 'b', 'd'], lua54: ['b', 'c', 'd'] },
      ['a', 'b', 'c', 'd'],
    ],
    ['none on the first', { native: [], fast: ['a', 'b'] }, ['a', 'b']],
    ['no tests', { native: [], fast: [] }, []],
  ])('%s', (_, reported, ids) => {
    expect([...together(reported).keys()]).toEqual(ids)
  })
})

test('an engine that lacks one has it as missing, engines in their order, and those that have it are named', () => {
  const tests = together({ native: ['a'], fast: ['a', 'b'], lua54: ['a', 'b'] })
  expect(outcomes(tests.get('a'))).toEqual({ native: 'pass', fast: 'pass', lua54: 'pass' })
  expect(outcomes(tests.get('b'))).toEqual({ native: 'missing', fast: 'pass', lua54: 'pass' })
  expect([...tests.get('b')!.keys()]).toEqual(['native', 'fast', 'lua54'])
  expect(tests.get('b')!.get('native')!.reason).toBe('only fast, lua54 have it')
})

test('what was seen is kept as it is', () => {
  const seen = failing()
  expect(
    withMissingTests(new Map([['native', new Map([['a', seen]])]]))
      .get('a')!
      .get('native'),
  ).toBe(seen)
})

describe('as judged', () => {
  const judgement = (reported: Record<string, string[]>) =>
    judged(Object.fromEntries(together(reported).get('b')!)).judgement

  test('a test that an engine lacks is red and says on which', () => {
    const { verdict, ...rest } = judgement({ native: ['a', 'b'], lua54: ['a'] })
    expect(verdict).toMatchObject({
      kind: 'difference',
      differences: [
        { engines: ['lua54'], summary: 'lua54 ends with missing (only native has it), native passes' },
      ],
    })
    expect(isGreen({ verdict, ...rest })).toBe(false)
  })

  test('one that the reference lacks as well', () => {
    const seen = judgement({ native: ['a'], lua54: ['a', 'b'] })
    expect(isGreen(seen)).toBe(false)
    expect(seen.failures).toEqual(['missing on native: only lua54 has it'])
  })
})
