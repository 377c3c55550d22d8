import { describe, expect, test } from 'vitest'
import { comparisonText, roundText, screen } from '../../harness/watch/screen.js'
import { cut } from '../../harness/watch/text.js'
import { aProblem, aView } from './views.js'

const SIZE = { width: 80, height: null }
const GREEN = '\x1b[32m'

const lines = (...args: Parameters<typeof aView>) => screen(aView(...args), SIZE, false).split('\n')

describe('the screen', () => {
  test('says what changed, what was run and how long that took, how much passed, and what the others say', () => {
    expect(lines()).toEqual([
      'PASSED  src/a.lua changed  1 of 2 files on fast, 0.08 s',
      '',
      '3 passed, 0 failed',
      'native: 3 of 3 compared, agree',
      'a all   f what fails   Enter the same   n other engines   q quit',
    ])
  })

  test('shows what fails with its place, its message and the source', () => {
    const failures = [aProblem({ text: 'Expected 1\nbut was 2', lines: ['  2 | x', '> 3 | assert(x)'] })]
    const shown = lines({ failures, counts: { passed: 2, failed: 1 } })
    expect(shown.slice(0, 8)).toEqual([
      'FAILED  src/a.lua changed  1 of 2 files on fast, 0.08 s',
      '',
      'spec/a_spec.lua:3  a > b',
      '  Expected 1',
      '  but was 2',
      '      2 | x',
      '    > 3 | assert(x)',
      '',
    ])
    expect(shown).toContain('2 passed, 1 failed')
  })

  test('shows a difference with its cause', () => {
    const differences = [aProblem({ text: 'fast: 1, LuaJIT gives 2', tag: '[dialect: x]' })]
    const shown = lines({ comparison: { differences } })
    expect(shown).toContain('spec/a_spec.lua:3  a > b  [dialect: x]')
    expect(shown).toContain('native: 3 of 3 compared, 1 difference')
  })

  test.each([
    ['RUNNING', { state: 'running' }],
    ['RUNNING', { state: 'running', counts: { stale: 3, passed: 0 } }],
    ['STALE', { counts: { stale: 1 } }],
    ['STALE', { trouble: 'the configuration is not valid' }],
    ['FAILED', { counts: { failed: 1 } }],
    ['FAILED', { counts: { unseen: 1 } }],
    ['FAILED', { failures: [aProblem()] }],
    ['NOTHING RAN', { counts: { passed: 0 } }],
  ] as const)('begins with %s, and is not green, for %j', (word, changes) => {
    const [headline] = screen(aView(changes), SIZE, true).split('\n')
    expect(headline).toContain(word)
    expect(headline).not.toContain(GREEN)
  })

  test('is green where all has run as it is and passed', () => {
    expect(screen(aView(), SIZE, true).split('\n')[0]).toContain(GREEN)
  })

  test.each([
    [{ state: 'off' }, 'native: off'],
    [{ state: 'waiting', compared: 0 }, 'native: waiting, 0 of 3 compared'],
    [{ state: 'starting', compared: 1 }, 'native: starting, 1 of 3 compared'],
    [{ state: 'running', compared: 2 }, 'native: running, 2 of 3 compared'],
    [{ state: 'done', compared: 2 }, 'native: 2 of 3 compared'],
    [
      { absent: [{ name: 'native', reason: 'no Docker', hint: 'Run `luaparity setup`.' }], compared: 0 },
      'native: not available: no Docker (Run `luaparity setup`.)',
    ],
    [
      { absent: [{ name: 'native', reason: 'No engine answers. Tried:\n  this\n  that', hint: null }] },
      'native: not available: No engine answers.',
    ],
    [
      { engines: ['native', 'lua54'], absent: [{ name: 'native', reason: 'no Docker', hint: null }] },
      'lua54: 3 of 3 compared, agree',
    ],
  ] as const)('says how far the other engines are: %j', (comparison, line) => {
    expect(lines({ comparison })).toContain(line)
  })

  test.each(['off', 'waiting', 'starting', 'running', 'explaining'] as const)(
    'says nothing green of engines that are %s',
    (state) => {
      expect(comparisonText(aView({ comparison: { state } }), true)).not.toContain(GREEN)
    },
  )

  test('says nothing of other engines where there are none', () => {
    expect(lines({ comparison: { engines: [] } })).not.toContainEqual(expect.stringContaining('compared'))
  })

  test('fits into its height, and says how much did not', () => {
    const failures = Array.from({ length: 20 }, (_, n) => aProblem({ where: `a_spec.lua:${n}` }))
    for (let height = 8; height < 30; height++) {
      const shown = screen(aView({ failures, counts: { failed: 20 } }), { width: 80, height }, false).split(
        '\n',
      )
      expect(shown.length).toBeLessThanOrEqual(height)
      expect(shown[0]).toMatch(/^FAILED/)
      expect(shown).toContain('3 passed, 20 failed')
      const whole = shown.filter((line) => line.startsWith('a_spec.lua:')).length
      expect(shown).toContain(`and ${20 - whole} more`)
    }
  })

  test('folds messages that are wider, and cuts what else is', () => {
    const failures = [aProblem({ text: 'x'.repeat(100), lines: ['y'.repeat(100)] })]
    const shown = screen(aView({ failures }), { width: 40, height: null }, false).split('\n')
    for (const line of shown) expect(line.length).toBeLessThanOrEqual(40)
    const count = (letter: string): number => shown.join('').split(letter).length - 1
    expect(count('x')).toBeGreaterThanOrEqual(100)
    expect(count('y')).toBeLessThan(100)
  })

  test('gives no control characters of a script to the terminal', () => {
    const failures = [aProblem({ title: 'a\x1b[2J', text: 'b\x1b[2J', lines: ['c\x1b[2J'] })]
    expect(screen(aView({ failures, cause: 'd\x1b[2J changed' }), SIZE, false)).not.toContain('\x1b')
  })
})

test('a result that is printed has no keys', () => {
  expect(roundText(aView(), false)).toBe(
    'PASSED  src/a.lua changed  1 of 2 files on fast, 0.08 s\n3 passed, 0 failed',
  )
})

test('what is wrong with the project is said, and what is known besides', () => {
  const text = roundText(aView({ trouble: 'x: unknown key\nsee docs', notes: ['lua51 runs instead'] }), false)
  expect(text.split('\n').slice(1, 4)).toEqual(['lua51 runs instead', 'x: unknown key', 'see docs'])
})

test('colours take no room', () => {
  expect(cut('\x1b[31mabcdef\x1b[39m', 3)).toBe('\x1b[31mabc\x1b[39m')
  expect(cut('äöü€', 3)).toBe('äöü')
})
