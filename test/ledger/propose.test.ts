import { expect, test } from 'vitest'
import { proposeEntries } from '../../harness/ledger/propose.js'
import type { Difference } from '../../harness/verdicts/verdict.js'
import { crashed, judged, num, passing } from '../builders.js'

const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })

const SEEN = { native: one, lua51: one, lua54: two, lua53: two, fast: crashed() }
const engines = Object.keys(SEEN).map((name) => ({ name, axes: null }))

function proposed(
  only: string[] | null,
  expectations: string[] = [],
  change?: (difference: Difference) => void,
) {
  const { verdict } = judged(SEEN, { expect: expectations }).judgement
  if (verdict.kind !== 'difference') throw new Error('these engines differ')
  if (change) verdict.differences.forEach(change)
  return proposeEntries(verdict.differences, { caseId: 'a.lua', engines, only, reason: 'why', until: null })
}

test('an entry for each difference and engine, a crash with its signature', () => {
  expect(proposed(null)).toEqual([
    { case: 'a.lua', engine: 'fast', cause: 'crash', signature: 'SIGSEGV in lj_parse', reason: 'why' },
    { case: 'a.lua', engine: 'lua54', cause: 'unexplained', reason: 'why' },
    { case: 'a.lua', engine: 'lua53', cause: 'unexplained', reason: 'why' },
  ])
})

test('a dialect with its rule', () => {
  const entries = proposed(['lua54'], [], (difference) => {
    if (difference.cause.kind === 'unexplained')
      difference.cause = { kind: 'dialect', rule: 'int-float-tostring', confidence: 'confirmed' }
  })
  expect(entries).toEqual([
    { case: 'a.lua', engine: 'lua54', cause: 'dialect', rule: 'int-float-tostring', reason: 'why' },
  ])
})

test('only for the engines that are wanted', () => {
  expect(proposed(['lua53', 'lua51']).map(({ engine }) => engine)).toEqual(['lua53'])
  expect(proposed(['*'])).toEqual(proposed(null))
})

test('none for what is expected already', () => {
  expect(proposed(null, ['difference lua54', 'crash on fast']).map(({ engine }) => engine)).toEqual(['lua53'])
})
