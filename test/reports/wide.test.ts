import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { MATRICES } from '../../harness/engines/native/axes.js'
import { terminalReporter } from '../../harness/reports/terminal.js'
import { exitCodeOf, type RunResult } from '../../harness/runs/result.js'
import { aRun, crashed, ended, failing, judged, num, passing, type Seen } from '../builders.js'

const one = passing({ values: [num(1)], jit: { traces: 2, aborts: 0, flushes: 0, reasons: [] } })
const idle = passing({ values: [num(1)], jit: { traces: 0, aborts: 0, flushes: 0, reasons: [] } })
const two = passing({ values: [num(2)] })
const gone = ended('unavailable', 'no engine answers')

function report(result: RunResult, { width = 100, verbose = false, colours = false } = {}): string {
  const exitCode = exitCodeOf(result, { requireEngines: false })
  return terminalReporter({ result, version: '1.0.0', exitCode }, { colours, verbose, width })
}

const SIXTEEN = [...MATRICES.ci, 'native:release=trixie,arch=i386', 'fast', 'lua51', 'lua54', 'lua53']
const LONG = 'scripts-lua/scripts/string-patterns-scrolls.lua'

/** Every engine sees the same but those that are given. */
const seen = (changes: Seen = {}): Seen =>
  Object.fromEntries(SIXTEEN.map((name) => [name, changes[name] ?? one]))

const expectedToDiffer = { expect: ['difference lua54 lua53'], id: LONG }
const MATRIX = aRun([
  judged(seen({ lua54: two, lua53: two }), expectedToDiffer),
  judged(seen({ 'native:jit=off': crashed(), fast: failing() }), { id: 'a.lua' }),
  judged(seen({ native: idle, lua51: ended('timeout'), lua53: ended('out-of-memory') }), { id: 'b.lua' }),
])

describe('sixteen engines on 100 columns', () => {
  const lines = report(MATRIX).split('\n')
  const ofCase = (id: string) => lines.find((line) => line.startsWith(id))!
  const cells = (id: string) => /^\S+ +((?:\S )+) *(\S.*)$/.exec(ofCase(id))!.slice(1)

  test('fit', () => {
    for (const line of lines.filter((text) => !text.startsWith(`${LONG}  `)))
      expect(line.length).toBeLessThanOrEqual(100)
  })

  test('have letters, which the table of engines explains', () => {
    expect(lines.find((line) => line.startsWith('case'))).toMatch(
      /^case +A B C D E F G H I J K L M N O P {2}verdict$/,
    )
    expect(lines[1]).toMatch(/^A {2}native +VM of native +0\.4 +1\.0 +500\.0$/)
    expect(lines.find((line) => line.startsWith('K '))).toContain('native:release=trixie,build=assert')
  })

  test('have a mark for each engine, and those in use are explained', () => {
    expect(cells('a.lua')[0]!.trim().split(' ')).toEqual([
      '✓',
      '✗',
      ...Array(10).fill('✓'),
      'e',
      '✓',
      '✓',
      '✓',
    ])
    expect(cells('b.lua')).toEqual(['◦ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ t ✓ m ', 'difference'])
    const text = lines.join('\n')
    for (const meaning of ['✓ passed', '✗ CRASH', 'e error', 't timeout', 'm out of memory', '◦ JIT idle'])
      expect(text).toContain(meaning)
    expect(text).not.toContain('u unsupported')
    expect(text).toContain('≠ differs from the reference (native)')
  })

  test('show the end of a path that has no room', () => {
    expect(cells('…')[0]!.trim().split(' ')).toEqual([...Array(14).fill('✓'), '≠', '≠'])
    expect(ofCase('…')).toMatch(/^…[^ ]*string-patterns-scrolls\.lua .*difference, expected$/)
  })

  test('are counted in the last line, not listed', () => {
    expect(lines.at(-2)).toContain('on 16 engines;')
    const absent = aRun([judged(Object.fromEntries(SIXTEEN.map((name) => [name, gone])))], {
      unavailable: SIXTEEN,
    })
    expect(report(absent)).toContain('Nothing ran on 16 engines.')
  })

  test('that differ alike are named by their letters', () => {
    const odd = Object.fromEntries(SIXTEEN.slice(3, 9).map((name) => [name, two]))
    expect(report(aRun([judged(seen(odd))]))).toContain(
      '\na.lua  D, E, F, G, H, I  native:gc=gc32 returns 2, native 1  [unexplained]',
    )
  })

  test('that crash alike are named by their letters', () => {
    const all = Object.fromEntries(SIXTEEN.slice(0, 7).map((name) => [name, crashed()]))
    expect(report(aRun([judged(seen(all))]))).toContain(
      '\na.lua  A, B, C, D, E, F, G  crashed: SIGSEGV in lj_parse  [crash]',
    )
  })

  test('are as wide in colour', () => {
    expect(stripVTControlCharacters(report(MATRIX, { colours: true }))).toBe(report(MATRIX))
  })

  test('that have not been started are named with the reason', () => {
    const result = aRun([judged(seen())])
    for (const index of [14, 15])
      result.engines[index] = {
        ...result.engines[index]!,
        status: { kind: 'not-started', reason: 'the run was interrupted before its turn' },
        timing: null,
      }
    const text = report(result)
    expect(text).toContain('Nothing ran on lua54 and lua53: the run was interrupted before its turn.')
    expect(text).toMatch(/^O {2}lua54 +not started +- +- +-$/m)
  })
})

describe('a table is as readable as there is room', () => {
  const result = aRun([
    judged({ native: one, 'native:jit=off': two, lua54: one }, { id: 'scripts/duel.lua' }),
  ])
  const table = (width: number) =>
    report(result, { width })
      .split('\n')
      .filter((line) => /^(case|[A-C] |scripts\/duel\.lua .*difference$)/.test(line))

  test('names and words', () => {
    expect(table(100)).toEqual([
      'case              native  native:jit=off  lua54  verdict',
      'scripts/duel.lua  pass    pass ≠          pass   difference',
    ])
  })

  test('letters and words', () => {
    expect(table(52)).toEqual([
      'A  native',
      'B  native:jit=off',
      'C  lua54',
      'case              A     B       C     verdict',
      'scripts/duel.lua  pass  pass ≠  pass  difference',
    ])
  })

  test('letters and marks', () => {
    expect(table(40)).toEqual([
      'A  native',
      'B  native:jit=off',
      'C  lua54',
      'case              A B C  verdict',
      'scripts/duel.lua  ✓ ≠ ✓  difference',
    ])
  })

  test('the table of engines is there on demand', () => {
    expect(report(result)).not.toContain('ms a case')
    expect(report(result, { verbose: true })).toMatch(
      /^engine +VM +start s +cases s +ms a case\nnative +VM of native +0\.4 +1\.0 +500\.0\n/,
    )
  })

  test('more than 26 engines have more letters', () => {
    const names = Array.from({ length: 28 }, (_, index) => `process:lua-${index}`)
    const wide = aRun([judged(Object.fromEntries(names.map((name) => [name, one])))])
    const lines = report(wide).split('\n')
    const [head, row] = lines.filter((line) => /^(case|a\.lua)/.test(line)) as [string, string]
    expect(head).toMatch(/ Y Z AA AB {2}verdict$/)
    expect(row).toMatch(/ ✓ ✓ ✓ {2}✓ {3}agree$/)
  })
})

describe('JIT idle', () => {
  const result = aRun([
    judged({ native: idle, 'native:jit=off': idle, lua51: one }),
    judged({ native: one, 'native:jit=off': idle, lua51: one }, { id: 'b.lua' }),
    judged({ native: passing({ values: [num(1)] }), 'native:jit=off': idle, lua51: one }, { id: 'c.lua' }),
  ])

  test('is a mark where nothing was compiled that was to be, and nowhere else', () => {
    const rows = report(result)
      .split('\n')
      .filter((line) => /^[abc]\.lua/.test(line))
    expect(rows.map((row) => row.split(/ {2,}/).slice(1, 3))).toEqual([
      ['pass ◦', 'pass'],
      ['pass', 'pass'],
      ['pass', 'pass'],
    ])
  })

  test('is explained and counted', () => {
    expect(report(result)).toContain('◦ JIT idle: passed, and nothing was compiled')
    expect(report(result)).toMatch(/^JIT idle: 1 of 3 cases compiled nothing on native$/m)
    expect(report(aRun([judged({ native: one })]))).not.toContain('JIT idle')
  })

  test('is no case that did not pass', () => {
    const failed = failing('boom', { jit: { traces: 0, aborts: 0, flushes: 0, reasons: [] } })
    expect(report(aRun([judged({ native: failed })]))).not.toContain('JIT idle')
  })

  test('why recordings were given up is there on demand, the most frequent first', () => {
    const reasons = Array.from({ length: 7 }, (_, index) => ({
      reason: `NYI: bytecode ${index}`,
      at: `a.lua:${index}`,
      count: index + 1,
    }))
    const aborted = aRun([
      judged({ native: passing({ jit: { traces: 1, aborts: 28, flushes: 0, reasons } }) }),
    ])
    expect(report(aborted)).not.toContain('NYI')
    const text = report(aborted, { verbose: true })
    expect(text).toContain(
      '  native compiled 1 traces and gave up 28:\n    NYI: bytecode 6 at a.lua:6 (7 times)\n    NYI: bytecode 5',
    )
    expect(text).toContain('    and 2 more reasons\n')
  })
})

describe('settings that differ', () => {
  const STRESS = 'native:jit=stress'
  const stressed = (second: Seen[string]) =>
    report(
      aRun([judged({ native: one }, { settings: { [STRESS]: { 'hotloop=1': one, 'hotloop=2': second } } })]),
    )

  test('are named, and marked as a difference from itself', () => {
    const text = stressed(two)
    expect(text).toMatch(/^a\.lua +pass +pass ≠ +difference$/m)
    expect(text).toContain('≠ differs from itself, as said below')
    expect(text).toContain(
      'a.lua  native:jit=stress gives another result with hotloop=2 than with hotloop=1: hotloop=2 returns 2, hotloop=1 1  [jit, likely]',
    )
  })

  test('do not show where there are none', () => {
    expect(stressed(one)).not.toContain('hotloop')
  })
})

test('engines with the same trouble are named together', () => {
  const cases = [judged({ native: gone, 'native:jit=off': gone, lua54: one })]
  expect(report(aRun(cases, { unavailable: ['native', 'native:jit=off'] }))).toContain(
    'native and native:jit=off are unavailable: nothing ran on them. no engine answers\n  Start one.',
  )
})
