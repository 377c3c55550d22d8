import { describe, expect, test } from 'vitest'
import type { Advice } from '../../harness/advice/advice.js'
import { checkReporter } from '../../harness/reports/check.js'
import { aRun, failing, judged, passing } from '../builders.js'

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
