import { describe, expect, test } from 'vitest'
import type { LedgerInUse } from '../../harness/ledger/ledger.js'
import type { Acceptance } from '../../harness/ledger/schema.js'
import type { CaseResult } from '../../harness/runs/result.js'
import { type Reviewed, reviewLedger } from '../../harness/runs/review-ledger.js'
import { aRun, crashed, ended, type JudgedOptions, judged, num, passing, type Seen } from '../builders.js'
import { aLedger, anEntry } from '../ledger/entries.js'

const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })
const gone = ended('unavailable', 'no engine answers')

interface Options {
  entry?: Partial<Acceptance>
  ledger?: Partial<LedgerInUse>
  run?: Partial<Reviewed> & { unavailable?: string[] }
}

const caseOf = (seen: Seen, options?: JudgedOptions) => judged(seen, options)

/** What has become of the one entry of a ledger: `holds`, `stale` or `expired`. */
function fate(cases: readonly CaseResult[], { entry, ledger, run = {} }: Options = {}): string {
  const { unavailable = [], ...changes } = run
  const { engines, cutShort } = aRun(cases, { unavailable })
  const reviewed = { cases, engines, cutShort, reference: 'native', shuffled: new Map(), ...changes }
  const review = reviewLedger(aLedger([anEntry(entry)], ledger), reviewed)
  expect(review.stale.length + review.expired.length).toBeLessThanOrEqual(1)
  return review.stale.length > 0 ? 'stale' : review.expired.length > 0 ? 'expired' : 'holds'
}

const AGREE = caseOf({ native: one, lua54: one, lua53: one })
const DIFFER = caseOf({ native: one, lua54: two, lua53: one })
const B_AGREES = caseOf({ native: one, lua54: one, lua53: one }, { id: 'b.lua' })
const B_DIFFERS = caseOf({ native: one, lua54: two, lua53: one }, { id: 'b.lua' })

describe('an entry holds', () => {
  test.each<[string, CaseResult[], Options]>([
    ['where it matches', [DIFFER], {}],
    ['where one of the cases it is about matches', [AGREE, B_DIFFERS], { entry: { case: '*.lua' } }],
    ['where one of its engines matches', [DIFFER], { entry: { engine: 'lua53 lua54' } }],
    [
      'where the script expects the same',
      [caseOf({ native: one, lua54: two }, { expect: ['difference lua54'] })],
      {},
    ],
  ])('%s', (_, cases, options) => {
    expect(fate(cases, options)).toBe('holds')
  })
})

describe('an entry is stale', () => {
  test.each<[string, CaseResult[], Options]>([
    ['where all agree', [AGREE], {}],
    [
      'where all agree, be it the one case that was run',
      [AGREE],
      { ledger: { allCases: false, allEngines: false } },
    ],
    ['where another engine differs', [DIFFER], { entry: { engine: 'lua53' } }],
    ['where they differ for another cause', [DIFFER], { entry: { cause: 'host' } }],
    [
      'where an engine crashes otherwise',
      [caseOf({ native: one, lua54: crashed() })],
      { entry: { cause: 'crash', signature: 'x' } },
    ],
    ['where nothing crashes', [AGREE], { entry: { engine: 'native', cause: 'crash', signature: 'x' } }],
    ['where none of the cases it is about matches', [AGREE, B_AGREES], { entry: { case: '*.lua' } }],
    ['where no engine that it selects differs', [AGREE], { entry: { engine: '*' } }],
    ['where none of its engines differs that the project has', [AGREE], { entry: { engine: 'lua54 fast' } }],
    ['where its case is gone', [B_AGREES], {}],
    ['where no case is what it is about', [B_AGREES], { entry: { case: 'old/**' } }],
    ['where its flaky case is gone', [B_AGREES], { entry: { cause: 'nondeterministic' } }],
    ['though it has run out as well', [AGREE], { entry: { until: '2026-12-31' } }],
    [
      'where another order of pairs was tried',
      [AGREE],
      { entry: { cause: 'order-dependent' }, run: { shuffled: new Map([['lua54', true]]) } },
    ],
    [
      'where another order does the same on the reference itself',
      [AGREE],
      {
        entry: { engine: 'native', cause: 'order-dependent' },
        run: { shuffled: new Map([['native', true]]) },
      },
    ],
  ])('%s', (_, cases, options) => {
    expect(fate(cases, options)).toBe('stale')
  })

  test('where an engine does the same under all its settings', () => {
    const settings = { native: { early: one, late: one } }
    expect(fate([caseOf({ lua54: one }, { settings })], { entry: { engine: 'native', cause: 'jit' } })).toBe(
      'stale',
    )
  })
})

describe('an entry that matches nothing is not stale', () => {
  const some = { ledger: { allCases: false } }

  test.each<[string, CaseResult[], Options]>([
    ['where its case was not run', [B_AGREES], some],
    ['where only some of the cases of its glob were run', [AGREE], { ...some, entry: { case: '*.lua' } }],
    ['where its engine was not in the run', [AGREE], { entry: { engine: 'fast' } }],
    [
      'where one of the engines it names was not in the run',
      [AGREE],
      { entry: { engine: 'lua54 fast' }, ledger: { allEngines: false } },
    ],
    [
      'where only some of the engines it selects were',
      [AGREE],
      { entry: { engine: '*' }, ledger: { allEngines: false } },
    ],
    [
      'where its engine was never ready',
      [caseOf({ native: one, lua54: gone })],
      { run: { unavailable: ['lua54'] } },
    ],
    ['where its engine did not see the case through', [caseOf({ native: one, lua54: gone })], {}],
    [
      'where one of the engines it selects was not there',
      [caseOf({ native: one, lua54: one, lua53: gone })],
      { entry: { engine: '*' }, run: { unavailable: ['lua53'] } },
    ],
    [
      'where another engine stood in for the reference',
      [caseOf({ native: gone, lua51: one, lua54: one })],
      { run: { unavailable: ['native'] } },
    ],
    ['where it is about the reference', [AGREE], { entry: { engine: 'native' } }],
    ['where the run was interrupted', [AGREE], { run: { cutShort: 'interrupted' } }],
    ['where the run ended early', [B_AGREES], { run: { cutShort: 'bail' } }],
    ['where it is about something flaky', [AGREE], { entry: { cause: 'nondeterministic' } }],
    [
      'where its engine was not asked for another order of pairs',
      [AGREE],
      { entry: { cause: 'order-dependent' }, run: { shuffled: new Map([['lua54', false]]) } },
    ],
    ['where no case was run', [], some],
  ])('%s', (_, cases, options) => {
    expect(fate(cases, options)).toBe('holds')
  })
})

describe('an entry whose last day is over is expired', () => {
  const until = '2026-12-31'

  test.each<[string, CaseResult[], Options]>([
    ['where it matches', [DIFFER], { entry: { until } }],
    ['where it was not asked', [B_AGREES], { entry: { until }, ledger: { allCases: false } }],
  ])('%s', (_, cases, options) => {
    expect(fate(cases, options)).toBe('expired')
  })
})

test('says which file it is and what is in it', () => {
  const entries = [anEntry(), anEntry({ case: 'gone.lua' })]
  const { engines, cutShort } = aRun([DIFFER])
  const run = { cases: [DIFFER], engines, cutShort, reference: 'native', shuffled: new Map() }
  expect(reviewLedger(aLedger(entries), run)).toEqual({
    file: 'luaparity.ledger.json',
    entries,
    stale: [entries[1]],
    expired: [],
  })
})
