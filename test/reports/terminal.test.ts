import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { terminalReporter } from '../../harness/reports/terminal.js'
import { exitCodeOf, type RunResult } from '../../harness/runs/result.js'
import type { Cause, Difference } from '../../harness/verdicts/verdict.js'
import { aRun, crashed, ended, failing, judged, num, passing, type Seen } from '../builders.js'
import { aLedger, anEntry } from '../ledger/entries.js'

const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })
const gone = ended('unavailable', 'no engine answers')

const GREEN = '\x1b[32m'

function report(result: RunResult, { colours = false, verbose = false } = {}): string {
  const exitCode = exitCodeOf(result, { requireEngines: false })
  return terminalReporter({ result, version: '1.0.0', exitCode }, { colours, verbose, width: 100 })
}

/** The line of the table for the one case there is. */
function row(seen: Seen, expectations: string[] = [], colours = false): string {
  const text = report(aRun([judged(seen, { expect: expectations })]), { colours })
  return text.split('\n')[1]!
}

const cells = (line: string) => line.split(/ {2,}/)

/** A test of a spec file, as it was seen. */
function testOf(file: string, name: string, seen: Seen): ReturnType<typeof judged> {
  const result = judged(seen)
  return { ...result, case: { ...result.case, id: `${file} > ${name}`, kind: 'test', file } }
}

describe('tests of a spec file', () => {
  const waits = ended('pending', 'later')
  const tests = [
    testOf('a_spec.lua', 'one', { native: one, lua54: one }),
    testOf('a_spec.lua', 'later', { native: waits, lua54: waits }),
    testOf('a_spec.lua', 'two', { native: one, lua54: one }),
    testOf('a_spec.lua', 'three', { native: one, lua54: two }),
    testOf('b_spec.lua', 'one', { native: one, lua54: one }),
    testOf('a_spec.lua', 'four', { native: failing(), lua54: failing() }),
    testOf('a_spec.lua', 'five', { native: failing(), lua54: failing() }),
  ]
  const rows = (options?: { verbose: boolean }) =>
    report(aRun(tests), options)
      .split('\n\n')
      .find((section) => section.startsWith('case'))!
      .split('\n')
      .slice(1)

  test('that need nobody’s attention and look alike have one row', () => {
    expect(rows().map(cells)).toEqual([
      ['a_spec.lua (2 tests)', 'pass', 'pass', 'agree'],
      ['a_spec.lua > later', 'pending', 'pending', 'agree'],
      ['a_spec.lua > three', 'pass', 'pass ≠', 'difference'],
      ['b_spec.lua > one', 'pass', 'pass', 'agree'],
      ['a_spec.lua > four', 'error', 'error', 'agree, but fails'],
      ['a_spec.lua > five', 'error', 'error', 'agree, but fails'],
    ])
  })

  test('have a row each where all is to be shown', () => {
    expect(rows({ verbose: true })).toHaveLength(tests.length)
  })

  test('that wait are counted, and are not green', () => {
    expect(report(aRun(tests))).toContain('2 failed, 1 pending; on native, lua54;')
    const [, line] = report(aRun([testOf('a_spec.lua', 'later', { native: waits })]), {
      colours: true,
    }).split('\n')
    expect(line).toContain('\x1b[33mpending')
    expect(line).not.toContain(`${GREEN}pending`)
  })
})

describe('the table', () => {
  test('has a column for each engine', () => {
    const text = report(aRun([judged({ native: one, lua54: one })]))
    expect(cells(text.split('\n')[0]!)).toEqual(['case', 'native', 'lua54', 'verdict'])
  })

  test.each<[Seen, string[], string[]]>([
    [{ native: one, lua54: one }, [], ['pass', 'pass', 'agree']],
    [{ native: one, lua54: two }, [], ['pass', 'pass ≠', 'difference']],
    [{ native: one, lua54: two }, ['difference lua54'], ['pass', 'pass ≠', 'difference, expected']],
    [{ native: one, lua54: failing() }, [], ['pass', 'error ≠', 'difference']],
    [{ native: crashed(), lua54: one }, [], ['CRASH', 'pass', 'crash']],
    [{ native: crashed(), lua54: one }, ['crash on native'], ['CRASH', 'pass', 'crash, expected']],
    [{ native: crashed(), lua54: one }, ['crash SIGABRT on native'], ['CRASH', 'pass', 'not as expected']],
    [{ native: one, lua54: one }, ['crash on native'], ['pass', 'pass', 'not as expected']],
    [{ native: failing(), lua54: failing() }, [], ['error', 'error', 'agree, but fails']],
    [{ native: failing(), lua54: failing() }, ['error'], ['error', 'error', 'agree']],
    [{ native: gone, lua54: one }, [], ['-', 'pass', 'not run on native']],
    [{ native: gone, lua54: gone }, [], ['-', '-', 'not run']],
    [{ native: ended('timeout'), lua54: ended('out-of-memory') }, [], ['timeout', 'memory ≠', 'difference']],
    [{ native: ended('unsupported'), lua54: ended('missing') }, [], ['unsupp.', 'missing ≠', 'difference']],
  ])('row %#', (seen, expectations, expected) => {
    expect(cells(row(seen, expectations))).toEqual(['a.lua', ...expected])
  })

  test.each<[string, Seen, string[]]>([
    ['a crash', { native: crashed() }, []],
    ['an expected crash', { native: crashed() }, ['crash on native']],
    ['a failure', { native: failing() }, []],
    ['an engine that is not there', { native: gone }, []],
    ['a missing test', { native: ended('missing') }, []],
    ['an unsupported script', { native: ended('unsupported') }, []],
  ])('nothing about %s is green', (_, seen, expectations) => {
    expect(row(seen, expectations, true)).not.toContain(GREEN)
  })

  test('of an engine that was never there, the row says on which alone it ran', () => {
    const result = aRun([judged({ native: gone, lua54: one })], { unavailable: ['native'] })
    expect(report(result)).toMatch(/^a\.lua +- +pass +ran on lua54 only$/m)
  })

  test('a difference is not green, expected or not', () => {
    const cell = (expectations: string[]) => row({ native: one, lua54: two }, expectations, true)
    expect(cell([]).split(GREEN)).toHaveLength(2)
    expect(cell(['difference lua54']).split(GREEN)).toHaveLength(2)
    expect(row({ native: one, lua54: one }, [], true).split(GREEN)).toHaveLength(4)
  })
})

describe('details', () => {
  test('of a difference: what, why, and a diff', () => {
    const text = report(aRun([judged({ native: one, lua54: two, lua53: two })]))
    expect(text).toContain(
      '\na.lua  lua54, lua53  lua54 returns 2, native 1  [unexplained]\n    -1\n    +2\n',
    )
  })

  test('of an accepted one: only on demand', () => {
    const result = aRun([judged({ native: one, lua54: two }, { expect: ['difference lua54'] })])
    const head = 'a.lua  lua54 returns 2, native 1  [unexplained, expected]'
    expect(report(result)).toContain(head)
    expect(report(result)).not.toContain('+2')
    expect(report(result, { verbose: true })).toContain(
      `${head}\n    accepted by: -- expect: difference lua54\n    -1\n    +2`,
    )
  })

  test('of a crash: signature and backtraces', () => {
    const text = report(aRun([judged({ native: crashed({ lua: ['game.lua:3: in main chunk'] }) })]))
    expect(text).toContain(
      '\ngame.lua:3  native  crashed: SIGSEGV in lj_parse (in a.lua)  [crash]\n    game.lua:3: in main chunk',
    )
  })

  test('of what was expected and did not come', () => {
    const text = report(aRun([judged({ native: one }, { expect: ['crash on native'] })]))
    expect(text).toContain('line 1 says "-- expect: crash on native", but native ended with pass')
  })

  test('of a failure', () => {
    expect(report(aRun([judged({ native: failing('nil index') })]))).toContain(
      'error on native: a.lua:3: nil index',
    )
  })

  test('of an engine that lost a case on the way', () => {
    const text = report(aRun([judged({ native: ended('unavailable', 'container lost'), lua54: one })]))
    expect(text).toContain('native did not run it: container lost')
    expect(text).toMatch(/^a\.lua .*not run on native$/m)
  })

  test('of a case that ran nowhere', () => {
    const result = aRun([judged({ native: gone })], { unavailable: ['native'] })
    expect(report(result)).toContain('not run on any engine: no engine answers')
  })

  test('none for cases where all is well', () => {
    const text = report(aRun([judged({ native: one, lua54: one })]))
    expect(text.split('\n').filter((line) => line.startsWith('a.lua'))).toHaveLength(1)
  })

  test('of one whose cause was found: where, who, what and why in a line, the rest on demand', () => {
    const result = aRun([judged({ native: one, lua54: two, lua53: two }, { id: 'duel.lua' })])
    explained(result, {
      cause: { kind: 'dialect', rule: 'int-float-tostring', confidence: 'confirmed' },
      place: { file: 'combat.lua', line: 41 },
      headline: '10/2 is "5.0", LuaJIT gives "5"',
      evidence: ['without it, they agree'],
    })
    const line =
      'combat.lua:41  lua54, lua53  10/2 is "5.0", LuaJIT gives "5" (in duel.lua)  [dialect: int-float-tostring]'
    expect(report(result)).toContain(`${line}\n\n`)
    expect(report(result, { verbose: true })).toContain(
      `${line}\n    lua54 returns 2, native 1\n    shown by: without it, they agree\n    -1\n    +2\n`,
    )
  })

  test.each<[Cause, string]>([
    [{ kind: 'jit', from: 'on', to: 'off', confidence: 'likely' }, '[jit, likely]'],
    [{ kind: 'nondeterministic', differing: 2, runs: 3, confidence: 'confirmed' }, '[nondeterministic 2/3]'],
    [{ kind: 'order-dependent', confidence: 'confirmed' }, '[order-dependent]'],
    [
      { kind: 'release', from: 'bookworm', to: 'trixie', confidence: 'unconfirmed' },
      '[release, unconfirmed]',
    ],
  ])('%o is named', (cause, tag) => {
    const result = aRun([judged({ native: one, lua54: two })])
    explained(result, { cause })
    expect(report(result)).toContain(tag)
  })
})

function explained(result: RunResult, changes: Partial<Difference>): void {
  const { verdict } = result.cases[0]!.judgement
  if (verdict.kind !== 'difference') throw new Error('the case does not differ')
  Object.assign(verdict.differences[0]!, changes)
}

describe('engines', () => {
  test('one that is unavailable is named once, with reason and advice', () => {
    const cases = [
      judged({ native: gone, lua54: one }),
      judged({ native: gone, lua54: one }, { id: 'b.lua' }),
    ]
    const text = report(aRun(cases, { unavailable: ['native'] }))
    expect(text).toContain('native is unavailable: nothing ran on it. no engine answers\n  Start one.')
    expect(text.split('native is unavailable')).toHaveLength(2)
    expect(text).not.toContain('did not run it')
  })

  test('what was made good is told', () => {
    const result = aRun([judged({ native: one })])
    result.engines[0] = { ...result.engines[0]!, incidents: ['the container was killed'] }
    expect(report(result)).toContain('native: the container was killed')
  })

  test('the sign for a difference is explained, where there is one', () => {
    expect(report(aRun([judged({ native: one, lua54: two })]))).toContain(
      '≠ differs from the reference (native)',
    )
    expect(report(aRun([judged({ native: gone, lua51: one, lua54: two })]))).toContain(
      'the reference did not see the case through',
    )
    expect(report(aRun([judged({ native: one, lua54: one })]))).not.toContain('≠')
  })
})

describe('the last line', () => {
  const last = (result: RunResult, colours = false) =>
    report(result, { colours }).trimEnd().split('\n').at(-1)!

  test('counts', () => {
    const cases = [judged({ native: one, lua54: one }), judged({ native: crashed(), lua54: one })]
    expect(last(aRun(cases))).toBe(
      '2 cases, 1 agree, 1 differ (0 expected), 1 with a crash, 0 failed; on native, lua54; 1.2 s; seed 7.',
    )
  })

  test('says how many cases did not run everywhere, and on what nothing ran', () => {
    const result = aRun([judged({ native: gone, lua54: gone })], { unavailable: ['native', 'lua54'] })
    expect(last(result)).toContain('1 not run on every engine; on no engine;')
  })

  test.each([
    ['interrupted', 'Interrupted; 4 cases have no result.'],
    ['bail', 'Ended at the first failure (--bail); 4 cases have no result.'],
  ] as const)('says when the run was cut short (%s)', (cutShort, expected) => {
    const result = aRun([judged({ native: failing() })], { cutShort, planned: 5 })
    expect(last(result)).toContain(expected)
  })

  test('is green with exit code 0, and with no other', () => {
    const green = aRun([judged({ native: one, lua54: one })])
    expect(last(green, true)).toContain(GREEN)
    for (const result of [
      aRun([judged({ native: one, lua54: two })]),
      aRun([judged({ native: gone, lua54: one })], { unavailable: ['native'], named: true }),
      aRun([judged({ native: gone, lua54: one })]),
      aRun([judged({ native: one })], { planned: 2 }),
      aRun([judged({ native: one })], { cutShort: 'interrupted' }),
      aRun([], { planned: 2 }),
    ]) {
      expect(last(result, true)).not.toContain(GREEN)
    }
  })
})

test('without colours there are no control characters', () => {
  const result = aRun([
    judged({ native: one, lua54: two }),
    judged({ native: crashed(), lua54: passing() }),
    judged({ native: failing(), lua54: passing() }),
  ])
  const text = report(result, { verbose: true })
  expect(stripVTControlCharacters(text)).toBe(text)
})

describe('what a script says cannot pass for the report', () => {
  const evil = '\x1b[2J\x1b[H\u009b2J\r\n5 cases, 5 agree'
  test.each<[string, Seen]>([
    ['an error everywhere', { native: failing(evil), lua54: failing(evil) }],
    ['an error on one engine', { native: one, lua54: failing(evil) }],
    ['output', { native: passing({ output: evil }), lua54: passing() }],
    ['the frames of a crash', { native: crashed({ lua: [evil], signature: evil }) }],
    ['the reason of a loss', { native: ended('unavailable', evil), lua54: one }],
    ['the reason of every loss', { native: ended('unavailable', evil) }],
  ])('%s', (_, seen) => {
    const text = report(aRun([judged(seen)]), { verbose: true })
    expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/)
    expect(text.split('\n').filter((line) => line.startsWith('5 cases'))).toEqual([])
  })
})

describe('what the ledger accepts', () => {
  const ledger = aLedger([anEntry({ engine: 'lua54', reason: 'only the log shows it' })])
  const accepted = judged({ native: one, lua54: two }, { ledger })
  const last = (result: RunResult) => report(result).trimEnd().split('\n').at(-1)

  test('stands in the table, with its reason below, and is counted', () => {
    const text = report(aRun([accepted]))
    expect(text).toMatch(/^a\.lua +pass +pass ≠ +difference, accepted$/m)
    expect(text).toContain(
      'a.lua  lua54 returns 2, native 1  [unexplained, accepted, ledger: only the log shows it]\n\n',
    )
    const expected = judged({ native: one, lua54: two }, { expect: ['difference lua54'] })
    const red = judged({ native: one, lua54: one, lua53: two }, { ledger })
    expect(last(aRun([accepted, expected, red]))).toContain(
      '3 cases, 0 agree, 3 differ, 2 accepted (1 by the ledger), 0 with a crash',
    )
  })

  test('is said to be a crash where it is one', () => {
    const entry = anEntry({ cause: 'crash', signature: 'SIGSEGV in lj_parse' })
    const result = judged({ native: one, lua54: crashed() }, { ledger: aLedger([entry]) })
    expect(report(aRun([result]))).toMatch(/^a\.lua +pass +CRASH +crash, accepted$/m)
  })

  test('does not cover for the engines that it does not name', () => {
    const text = report(aRun([judged({ native: one, lua54: two, lua53: two }, { ledger })]))
    expect(text).toMatch(/^a\.lua .* difference$/m)
    expect(text).toContain('  lua53 returns 2, native 1  [unexplained]\n    -1\n')
    expect(text).toContain('  lua54 returns 2, native 1  [unexplained, accepted, ledger: only')
  })

  test('until a day that has passed is red, and says until when it was', () => {
    const over = aLedger([anEntry({ until: '2026-12-31' })])
    expect(report(aRun([judged({ native: one, lua54: two }, { ledger: over })]))).toContain(
      '[unexplained, accepted by the ledger until 2026-12-31, which has passed: only the log shows it]\n    -1\n',
    )
  })

  test('and no longer needs to is named before the summary', () => {
    const review = {
      file: 'luaparity.ledger.json',
      entries: [],
      stale: [anEntry({ cause: 'dialect', rule: 'int-float-tostring' })],
      expired: [anEntry({ engine: '*', until: '2026-12-31', reason: 'evil \x1b[2J\n5 cases' })],
    }
    const lines = report(aRun([judged({ native: one })], { ledger: review }))
      .trimEnd()
      .split('\n')
    expect(lines.slice(-5)).toEqual([
      'luaparity.ledger.json: stale, matches nothing any more: a.lua on lua54, dialect int-float-tostring: only the log shows it',
      'luaparity.ledger.json: ran out and accepts nothing any more: a.lua on any engine, unexplained (until 2026-12-31): evil \\x1b[2J',
      '      5 cases',
      '',
      expect.stringMatching(/^1 case, /),
    ])
  })
})
