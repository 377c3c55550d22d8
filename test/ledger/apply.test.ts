import { describe, expect, test } from 'vitest'
import { applyLedger, ledgerReason } from '../../harness/ledger/apply.js'
import { proposeEntries } from '../../harness/ledger/propose.js'
import type { Acceptance } from '../../harness/ledger/schema.js'
import { type Cause, type Difference, isGreen, type Judgement } from '../../harness/verdicts/verdict.js'
import { crashed, failing, judged, num, passing, type Seen } from '../builders.js'
import { aLedger, anEntry } from './entries.js'

const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })

/** The judgement with the ledger applied; `cause` takes the place of that of every difference. */
function applied(
  seen: Seen,
  entries: readonly Acceptance[],
  cause?: Cause,
  expectations: string[] = [],
): Judgement {
  const { judgement } = judged(seen, { expect: expectations })
  const { verdict } = judgement
  if (cause && verdict.kind === 'difference')
    for (const difference of verdict.differences) difference.cause = cause
  const engines = Object.keys(seen).map((name) => ({ name, axes: null }))
  return applyLedger(judgement, 'a.lua', engines, aLedger(entries))
}

const differences = ({ verdict }: Judgement): Difference[] =>
  verdict.kind === 'difference' ? verdict.differences : []
const shares = (judgement: Judgement) =>
  differences(judgement).map(({ engines, acceptedBy }) => [engines.join(' '), acceptedBy])

const RULE: Cause = { kind: 'dialect', rule: 'int-float-tostring', confidence: 'confirmed' }

test('a difference is accepted with the reason', () => {
  const judgement = applied({ native: one, lua54: two }, [anEntry()])
  expect(isGreen(judgement)).toBe(true)
  expect(shares(judgement)).toEqual([['lua54', 'ledger: only the log shows it']])
  expect(differences(judgement).map(ledgerReason)).toEqual(['only the log shows it'])
})

test('an error of an engine where the reference passes is a difference, and accepted', () => {
  const judgement = applied({ native: one, lua54: failing() }, [anEntry({ cause: 'dialect' })], RULE)
  expect(isGreen(judgement)).toBe(true)
})

test('what a crash comes with is accepted with the crash, and not for itself', () => {
  const entry = anEntry({ cause: 'crash', signature: 'SIGSEGV in lj_parse' })
  const withRelease = (entries: Acceptance[]) => {
    const { judgement } = judged({ native: one, lua54: crashed() })
    if (judgement.verdict.kind !== 'difference') throw new Error('nothing crashed')
    const [crash] = judgement.verdict.differences
    judgement.verdict.differences.push({
      ...crash!,
      cause: { kind: 'release', from: 'bookworm', to: 'trixie', confidence: 'confirmed' },
    })
    const engines = [{ name: 'lua54', axes: null }]
    return differences(applyLedger(judgement, 'a.lua', engines, aLedger(entries)))
  }
  expect(withRelease([entry]).map(({ accepted }) => accepted)).toEqual([true, true])
  expect(withRelease([anEntry({ cause: 'release' })]).map(({ accepted }) => accepted)).toEqual([false, false])
  expect(proposeEntries(withRelease([]), WANTED)).toEqual([
    { case: 'a.lua', engine: 'lua54', cause: 'crash', signature: 'SIGSEGV in lj_parse', reason: 'known' },
  ])
})

const WANTED = {
  caseId: 'a.lua',
  engines: [{ name: 'lua54', axes: null }],
  only: null,
  reason: 'known',
  until: null,
}

test('a crash is accepted by its signature', () => {
  const entry = anEntry({ cause: 'crash', signature: 'SIGSEGV in lj_parse' })
  expect(isGreen(applied({ native: one, lua54: crashed() }, [entry]))).toBe(true)
  const other = crashed({ signature: 'SIGSEGV in lj_opt' })
  expect(isGreen(applied({ native: one, lua54: other }, [entry]))).toBe(false)
})

describe('only the engines that are named are accepted', () => {
  const seen = { native: one, lua54: two, lua53: two, lua51: two }

  test('one of three', () => {
    const judgement = applied(seen, [anEntry({ engine: 'lua53' })])
    expect(isGreen(judgement)).toBe(false)
    expect(shares(judgement)).toEqual([
      ['lua54 lua51', null],
      ['lua53', 'ledger: only the log shows it'],
    ])
    expect(differences(judgement).map(({ summary }) => summary)).toEqual([
      'lua54 returns 2, native 1',
      'lua53 returns 2, native 1',
    ])
  })

  test('each for its own reason', () => {
    const judgement = applied(seen, [
      anEntry({ engine: 'lua54', reason: 'first' }),
      anEntry({ engine: '*', reason: 'second' }),
    ])
    expect(isGreen(judgement)).toBe(true)
    expect(shares(judgement)).toEqual([
      ['lua54', 'ledger: first'],
      ['lua53 lua51', 'ledger: second'],
    ])
  })
})

describe('what an entry does not cover is red', () => {
  test.each<[string, Seen, Partial<Acceptance>, Cause?]>([
    ['another case', { native: one, lua54: two }, { case: 'b.lua' }],
    ['another engine', { native: one, lua53: two }, {}],
    ['another cause', { native: one, lua54: two }, { cause: 'jit' }],
    ['another rule', { native: one, lua54: two }, { cause: 'dialect', rule: 'goto' }, RULE],
    ['a crash', { native: one, lua54: crashed() }, {}],
    ['a failure of the reference', { native: failing(), lua54: failing() }, { engine: '*' }],
    ['a failure of the reference besides a difference', { native: failing(), lua54: one }, {}],
  ])('%s', (_, seen, changes, cause) => {
    expect(isGreen(applied(seen, [anEntry(changes)], cause))).toBe(false)
  })
})

test('what the script expects itself is not asked of the ledger', () => {
  const judgement = applied({ native: one, lua54: two }, [anEntry()], undefined, ['difference lua54'])
  expect(shares(judgement)).toEqual([['lua54', '-- expect: difference lua54']])
  expect(differences(judgement).map(ledgerReason)).toEqual([null])
})

describe('an entry with a last day', () => {
  test('accepts on that day', () => {
    expect(isGreen(applied({ native: one, lua54: two }, [anEntry({ until: '2027-01-01' })]))).toBe(true)
  })

  test('accepts nothing after it, and the difference says so', () => {
    const judgement = applied({ native: one, lua54: two }, [anEntry({ until: '2026-12-31' })])
    expect(isGreen(judgement)).toBe(false)
    expect(differences(judgement)).toMatchObject([
      {
        accepted: false,
        ranOut: 'accepted by the ledger until 2026-12-31, which has passed: only the log shows it',
      },
    ])
  })

  test('does not stand in the way of another that holds', () => {
    const entries = [anEntry({ until: '2026-12-31' }), anEntry({ reason: 'for good' })]
    expect(shares(applied({ native: one, lua54: two }, entries))).toEqual([['lua54', 'ledger: for good']])
  })
})

test('while causes are looked for, what an entry accepts for any of them may yet be accepted', () => {
  const { judgement } = judged({ native: one, lua54: two, lua53: two })
  const engines = ['native', 'lua54', 'lua53'].map((name) => ({ name, axes: null }))
  const ledger = aLedger([anEntry({ cause: 'dialect', rule: 'int-float-tostring' })])
  expect(shares(applyLedger(judgement, 'a.lua', engines, ledger, 'open'))).toEqual([
    ['lua53', null],
    ['lua54', 'ledger: only the log shows it'],
  ])
  expect(shares(applyLedger(judgement, 'a.lua', engines, ledger))).toEqual([['lua54 lua53', null]])
})
