import { describe, expect, test } from 'vitest'
import { junitReporter } from '../../harness/reports/junit.js'
import type { CaseResult, RunResult } from '../../harness/runs/result.js'
import { aRun, crashed, ended, failing, judged, num, passing, type Seen } from '../builders.js'
import { aLedger, anEntry } from '../ledger/entries.js'

const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })
const gone = ended('unavailable', 'no engine answers')

const xml = (result: RunResult) =>
  junitReporter({ result, version: '1.0.0', exitCode: 0 }, { colours: false, verbose: false, width: 100 })

/** What each engine's suite says of the one case: `ok`, or the element in it with its message. */
function suites(result: RunResult): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name, body] of xml(result).matchAll(/<testsuite name="([^"]*)"[^>]*>(.*?)<\/testsuite>/gs)) {
    const problem = /<(failure|error)[^>]*? message="([^"]*)"/.exec(body!)
    found[name!] = problem ? `${problem[1]}: ${problem[2]}` : 'ok'
  }
  return found
}

const of = (seen: Seen, expectations: string[] = []) => suites(aRun([judged(seen, { expect: expectations })]))

const isRed = (said: Record<string, string>) => Object.values(said).some((text) => text !== 'ok')

describe('each engine has a suite with what it saw', () => {
  test.each<[string, Seen, string[], Record<string, string>]>([
    ['all agree', { native: one, lua54: one }, [], { native: 'ok', lua54: 'ok' }],
    [
      'one differs',
      { native: one, lua54: two },
      [],
      { native: 'ok', lua54: 'failure: a.lua: lua54 returns 2, native 1 [unexplained]' },
    ],
    [
      'one differs as expected',
      { native: one, lua54: two },
      ['difference lua54'],
      { native: 'ok', lua54: 'ok' },
    ],
    [
      'one crashes',
      { native: crashed(), lua54: one },
      [],
      { native: 'error: a.lua: crashed: SIGSEGV in lj_parse [crash]', lua54: 'ok' },
    ],
    [
      'one crashes as expected',
      { native: crashed(), lua54: one },
      ['crash on native'],
      { native: 'ok', lua54: 'ok' },
    ],
    [
      'all fail alike',
      { native: failing(), lua54: failing() },
      [],
      { native: 'failure: error on native: a.lua:3: boom', lua54: 'ok' },
    ],
    [
      'one is not there',
      { native: gone, lua54: one },
      [],
      { native: 'error: unavailable: no engine answers', lua54: 'ok' },
    ],
  ])('%s', (_, seen, expectations, expected) => {
    expect(of(seen, expectations)).toEqual(expected)
  })
})

describe('never all green', () => {
  test.each<[string, Seen, string[]]>([
    ['when an expected crash does not come', { native: one, lua54: one }, ['crash on native']],
    ['when another crash comes', { native: crashed(), lua54: one }, ['crash SIGABRT on native']],
    [
      'when another crash comes and there is no other engine',
      { native: crashed() },
      ['crash SIGABRT on native'],
    ],
    [
      'when all crash, one in another way than expected',
      { native: crashed(), lua54: crashed() },
      ['crash SIGABRT on native', 'crash SIGSEGV on lua54'],
    ],
    ['when an expected difference vanishes', { native: one, lua54: one }, ['difference lua54']],
    ['when the stand-in fails', { native: crashed(), lua54: failing() }, ['crash on native']],
    ['when nothing ran', { native: gone, lua54: gone }, []],
    ['when the test is missing everywhere', { native: ended('missing'), lua54: ended('missing') }, []],
  ])('%s', (_, seen, expectations) => {
    expect(isRed(of(seen, expectations))).toBe(true)
  })

  test.each(['interrupted', 'bail'] as const)('when the run was cut short (%s)', (cutShort) => {
    const result = aRun([judged({ native: one })], { planned: 3, cutShort })
    expect(suites(result)).toEqual({
      native: 'ok',
      luaparity: `error: cut short (${cutShort}): 2 cases have no result`,
    })
  })

  test('when no case has a result', () => {
    expect(isRed(suites(aRun([], { planned: 2 })))).toBe(true)
  })
})

test('red exactly where the judgement is', () => {
  const outcomes = [one, two, crashed(), failing(), ended('timeout'), ended('missing')]
  const expectations = [
    [],
    ['difference lua54'],
    ['crash on native'],
    ['crash on lua54'],
    ['error'],
    ['error on lua54'],
  ]
  for (const native of outcomes) {
    for (const lua54 of outcomes) {
      for (const expect_ of expectations) {
        const result = judged({ native, lua54 }, { expect: expect_ })
        expect([expect_, isRed(suites(aRun([result])))]).toEqual([expect_, !greenOf(result)])
      }
    }
  }
})

test('a case has its engine, name, file, time and output', () => {
  const text = xml(
    aRun([judged({ native: passing({ output: 'hi\n', durationMs: 1500 }) }, { id: 'game/a.lua' })]),
  )
  expect(text).toMatch(
    /<testcase classname="native" name="game\/a\.lua" time="1\.5" file="game\/a\.lua">\s*<system-out>/,
  )
  expect(text).toContain('<system-out><![CDATA[hi\n]]></system-out>')
})

test('what a script writes cannot break the document', () => {
  const output = Buffer.concat([Buffer.from('a\0\x1b]]>&<"\n'), Buffer.from([0xff, 0xfe])])
  const text = xml(aRun([judged({ native: passing({ output }), lua54: failing('<b> & "]]>\x07') })]))
  expect(text).not.toMatch(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/)
  expect(text.replace(/<!\[CDATA\[.*?\]\]>/gs, '')).not.toMatch(/<b>|& |a\\x00/)
})

function greenOf({ judgement }: CaseResult): boolean {
  const { verdict, unmet, failures } = judgement
  if (verdict.kind === 'undecided' || unmet.length > 0 || failures.length > 0) return false
  return verdict.kind === 'agree' || verdict.differences.every(({ accepted }) => accepted)
}

describe('warnings of check are a suite of their own', () => {
  const warning = {
    rule: 'goto',
    file: 'a.lua',
    line: 2,
    column: 3,
    message: '`goto` is no statement of Lua 5.1 (lua51)',
    advice: 'Write an if.',
    engines: ['lua51'],
  }
  const withAdvice = (strict: boolean) =>
    junitReporter(
      {
        result: aRun([judged({ fast: one })]),
        version: '1.0.0',
        exitCode: 0,
        advice: { warnings: [warning], strict },
      },
      { colours: false, verbose: false, width: 100 },
    )

  test('each is a failure where they are strict', () => {
    expect(withAdvice(true)).toMatch(/<testsuite name="advice"[^>]* failures="1"/)
    expect(withAdvice(true)).toContain('name="a.lua:2:3 goto"')
  })

  test('and else what the test printed', () => {
    expect(withAdvice(false)).toMatch(/<testsuite name="advice"[^>]* failures="0"/)
    expect(withAdvice(false)).toMatch(/<system-out>[\s\S]*no statement of Lua 5\.1 \(lua51\)\s+Write an if\./)
  })
})

describe('the ledger', () => {
  test('gives its reason where it accepts, which is no failure', () => {
    const ledger = aLedger([anEntry({ reason: 'only "the log" shows it' })])
    const result = aRun([judged({ native: one, lua54: two, lua53: two }, { ledger })])
    expect(suites(result)).toEqual({
      native: 'ok',
      lua54: 'ok',
      lua53: 'failure: a.lua: lua53 returns 2, native 1 [unexplained]',
    })
    const reasons = [...xml(result).matchAll(/<property name="accepted" value="([^"]*)"/g)]
    expect(reasons.map(([, reason]) => reason)).toEqual(['ledger: only &quot;the log&quot; shows it'])
  })

  test('says of a difference until when it was accepted', () => {
    const ledger = aLedger([anEntry({ until: '2026-12-31' })])
    const result = aRun([judged({ native: one, lua54: two }, { ledger })])
    expect(suites(result).lua54).toMatch(
      /\[unexplained, accepted by the ledger until 2026-12-31, which has passed: .*\]$/,
    )
    expect(xml(result)).not.toContain('<property')
  })

  test('has a suite with a failure for each stale entry, and a skipped test for each that has run out', () => {
    const stale = [anEntry(), anEntry({ engine: 'lua53' })]
    const ledger = { file: 'l.json', entries: [], stale, expired: [anEntry({ until: '2026-12-31' })] }
    const text = xml(aRun([judged({ native: one })], { ledger }))
    expect(text).toContain('<testsuite name="ledger" tests="3" failures="2" errors="0" skipped="1">')
    expect(text).toContain(
      'message="stale, matches nothing any more: a.lua on lua53, unexplained: only the log shows it"',
    )
  })

  test('has none when there is nothing to say', () => {
    const ledger = { file: 'l.json', entries: [anEntry()], stale: [], expired: [] }
    expect(xml(aRun([judged({ native: one })], { ledger }))).not.toContain('ledger')
  })
})
