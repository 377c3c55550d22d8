import { describe, expect, test } from 'vitest'
import { checkReporter } from '../../harness/reports/check.js'
import type { RunResult } from '../../harness/runs/result.js'
import { aRun, crashed, judged, passing } from '../builders.js'
import { aLedger, anEntry } from '../ledger/entries.js'

const check = (result: RunResult, verbose = false) =>
  checkReporter({ result, version: '1.0.0', exitCode: 0 }, { colours: false, verbose, width: 100 })

const SIGNATURE = 'SIGSEGV in lj_parse'
const crash = crashed({ signature: SIGNATURE, lua: ['a.lua:3'] })

describe('what the ledger accepts', () => {
  const ledger = aLedger([anEntry({ engine: 'fast', cause: 'crash', signature: SIGNATURE })])

  test('is shown with its reason, and is in order', () => {
    const text = check(aRun([judged({ fast: crash }, { ledger })]))
    expect(text).toBe(
      `a.lua:1: crashed: ${SIGNATURE}  [crash, accepted, ledger: only the log shows it]\n1 in order, 0 not; on fast; 1.23 s; seed 7.\n`,
    )
  })

  test('has its details on demand', () => {
    expect(check(aRun([judged({ fast: crash }, { ledger })]), true)).toContain(
      'ledger: only the log shows it]\n    a.lua:3\n',
    )
  })

  test('what the script expects itself is not shown', () => {
    const result = judged({ fast: crash }, { expect: ['crash on fast'], ledger })
    expect(check(aRun([result]))).toBe('1 in order, 0 not; on fast; 1.23 s; seed 7.\n')
  })

  test('and what is left of it comes before the summary', () => {
    const review = {
      file: 'l.json',
      entries: [],
      stale: [anEntry()],
      expired: [anEntry({ until: '2026-12-31' })],
    }
    expect(check(aRun([judged({ fast: passing() })], { ledger: review })).split('\n')).toEqual([
      'l.json: stale, matches nothing any more: a.lua on lua54, unexplained: only the log shows it',
      'l.json: ran out and accepts nothing any more: a.lua on lua54, unexplained (until 2026-12-31): only the log shows it',
      expect.stringMatching(/^1 in order/),
      '',
    ])
  })
})
