import { describe, expect, test } from 'vitest'
import type { Advice } from '../../harness/advice/advice.js'
import { checkReporter } from '../../harness/reports/check.js'
import type { RunResult } from '../../harness/runs/result.js'
import { aRun, crashed, failing, judged, passing } from '../builders.js'
import { aLedger, anEntry } from '../ledger/entries.js'

const WARNING: Advice = {
  rule: 'goto',
  file: 'a.lua',
  line: 2,
  column: 3,
  message: '`goto` is no statement of Lua 5.1 (lua51)',
  advice: 'Write an if.',
  engines: ['lua51'],
}

function lines(warnings: Advice[], { verbose = false, seen = passing() } = {}): string[] {
  const finished = {
    result: aRun([judged({ fast: seen })]),
    version: '1.0.0',
    exitCode: 0,
    advice: { warnings, strict: false },
  }
  return checkReporter(finished, { colours: false, verbose, width: 100 }).split('\n').slice(0, -1)
}

describe('warnings', () => {
  test('stand between what went wrong and the counts', () => {
    const seen = lines([WARNING], { seen: failing() })
    expect(seen[0]).toBe('a.lua:3: boom')
    expect(seen.at(-2)).toBe('a.lua:2:3: warning: `goto` is no statement of Lua 5.1 (lua51)  [goto]')
    expect(seen.at(-1)).toMatch(/^0 in order, 1 not, 1 warning; on fast; /)
  })

  test('say what to write instead where it is asked for', () => {
    expect(lines([WARNING, WARNING], { verbose: true }).slice(1, 2)).toEqual(['    Write an if.'])
    expect(lines([WARNING, WARNING]).at(-1)).toMatch(/, 2 warnings; /)
  })

  test('are not counted where there are none', () => {
    expect(lines([])).toEqual([expect.stringMatching(/^1 in order, 0 not; on fast; /)])
  })

  test('cannot draw on the terminal', () => {
    const [line] = lines([{ ...WARNING, message: '\u001b[31m', file: 'a\n.lua' }])
    expect(line).not.toContain('\u001b')
  })
})

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
