import { describe, expect, test } from 'vitest'
import { representative, settingResults } from '../../harness/verdicts/settings.js'
import { isGreen } from '../../harness/verdicts/verdict.js'
import { crashed, ended, failing, type JudgedOptions, judged, num, passing, type Seen } from '../builders.js'

const STRESS = 'native:jit=stress'
const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })
const three = passing({ values: [num(3)] })
const lost = ended('unavailable', 'the container was lost')
const boom = crashed()

const runs = (...observations: Seen[string][]) =>
  observations.map((observation, index) => ({ setting: `hotloop=${index + 1}`, observation }))

/** What the engines see, the stress engine with one observation for each setting. */
const judgement = (seen: Seen, stress: Seen[string][], options: JudgedOptions = {}) => {
  const bySetting = Object.fromEntries(
    runs(...stress).map(({ setting, observation }) => [setting, observation]),
  )
  return judged(seen, { ...options, settings: { [STRESS]: bySetting } }).judgement
}
const differences = (...given: Parameters<typeof judgement>) => {
  const { verdict } = judgement(...given)
  return verdict.kind === 'difference' ? verdict.differences : []
}

describe('the observation that stands for an engine with settings', () => {
  test.each<[string, Seen[string][], number]>([
    ['the first, where all agree', [one, one, one], 0],
    ['the first that differs from the first', [one, one, two, three], 2],
    ['the first crash, before what differs', [one, two, boom, crashed()], 2],
    ['a crash under the first', [boom, one, one], 0],
    ['one that was not to be had, where the others agree', [one, lost, one], 1],
    ['what differs, before what was not to be had', [lost, one, two], 2],
    ['an outcome that differs', [one, failing(), one], 1],
    ['the worst outcome of those that differ', [one, two, failing(), three], 2],
  ])('%s', (_, observations, index) => {
    expect(representative(runs(...observations))).toBe(observations[index])
  })
})

describe('the settings in a line each', () => {
  test.each<[Seen[string][], [string, boolean][]]>([
    [
      [one, two, boom],
      [
        ['pass', false],
        ['pass', true],
        ['crash', true],
      ],
    ],
    [
      [boom, boom, one],
      [
        ['crash', false],
        ['crash', false],
        ['pass', true],
      ],
    ],
    [
      [lost, one, one],
      [
        ['unavailable', false],
        ['pass', false],
        ['pass', false],
      ],
    ],
  ])('%#', (observations, expected) => {
    expect(settingResults(runs(...observations)).map(({ outcome, differs }) => [outcome, differs])).toEqual(
      expected,
    )
  })
})

describe('settings that agree', () => {
  test('are nothing to speak of', () => {
    expect(judgement({ native: one }, [one, one, one])).toEqual({
      verdict: { kind: 'agree', compared: ['native', STRESS] },
      reference: 'native',
      unmet: [],
      failures: [],
    })
  })

  test('and all differ from the reference, are one difference, from that', () => {
    expect(differences({ native: one }, [two, two])).toMatchObject([
      { engines: [STRESS], against: 'native', cause: { kind: 'unexplained' } },
    ])
  })
})

describe('settings that do not agree', () => {
  test('are a difference of the engine from itself, likely by the JIT compiler', () => {
    expect(differences({ native: one }, [one, two, one, two])).toEqual([
      {
        engines: [STRESS],
        against: STRESS,
        accepted: false,
        acceptedBy: null,
        place: null,
        headline: null,
        evidence: [],
        cause: { kind: 'jit', from: 'hotloop=1', to: 'hotloop=2', confidence: 'likely' },
        aspect: 'values',
        summary:
          'native:jit=stress gives another result with hotloop=2, hotloop=4 than with hotloop=1: hotloop=2 returns 2, hotloop=1 1',
        diff: ['-1', '+2'],
      },
    ])
  })

  test('are one for each way of differing', () => {
    const found = differences({ native: one }, [one, two, three])
    expect(found.map(({ summary }) => summary.split(': ')[0])).toEqual([
      'native:jit=stress gives another result with hotloop=2 than with hotloop=1',
      'native:jit=stress gives another result with hotloop=3 than with hotloop=1',
    ])
  })

  test('say nothing of the reference where it agrees with one of them', () => {
    expect(differences({ native: two }, [one, two]).map(({ cause }) => cause.kind)).toEqual(['jit'])
    expect(differences({ native: three }, [one, two]).map(({ cause }) => cause.kind)).toEqual([
      'unexplained',
      'jit',
    ])
  })

  test('are seen though the engine is the reference, or alone', () => {
    const reference = { reference: STRESS }
    expect(differences({ lua54: one }, [one, two], reference).map(({ cause }) => cause.kind)).toContain('jit')
    expect(isGreen(judgement({}, [one, two]))).toBe(false)
  })

  test('are accepted where the engine is expected to differ, and only there', () => {
    const expecting = (text: string) => isGreen(judgement({ native: one }, [one, two], { expect: [text] }))
    expect(expecting('difference native:jit=stress')).toBe(true)
    expect(expecting('difference native:jit=stress,*')).toBe(true)
    expect(expecting('difference native:*')).toBe(true)
    expect(expecting('difference lua54')).toBe(false)
    expect(expecting('crash on native:jit=stress')).toBe(false)
  })
})

describe('a crash', () => {
  test('under some settings only names these', () => {
    expect(differences({ native: one }, [one, boom, one, boom])).toMatchObject([
      {
        engines: [STRESS],
        cause: { kind: 'crash' },
        summary: 'native:jit=stress (with hotloop=2, hotloop=4) crashed: SIGSEGV in lj_parse',
      },
    ])
  })

  test('under all of them names none', () => {
    expect(differences({ native: boom }, [boom, boom]).map(({ summary }) => summary)).toEqual([
      'native and native:jit=stress crashed: SIGSEGV in lj_parse',
    ])
  })

  test('of another kind under another setting is a difference of its own', () => {
    const abort = crashed({ signal: 'SIGABRT', signature: 'SIGABRT' })
    expect(differences({ native: one }, [boom, abort]).map(({ summary }) => summary)).toEqual([
      'native:jit=stress (with hotloop=1) crashed: SIGSEGV in lj_parse',
      'native:jit=stress (with hotloop=2) crashed: SIGABRT',
    ])
    const { unmet } = judgement({ native: one }, [boom, abort], { expect: [`crash SIGSEGV on ${STRESS}`] })
    expect(unmet).toEqual([expect.stringContaining('crashed with SIGABRT, not SIGSEGV')])
  })

  test('that is expected does not cover for what the other settings do otherwise', () => {
    const options = { expect: [`crash on ${STRESS}`] }
    expect(isGreen(judgement({ native: one }, [boom, one, one], options))).toBe(true)
    expect(isGreen(judgement({ native: one }, [boom, one, two], options))).toBe(false)
    expect(isGreen(judgement({ native: one }, [boom, two, two], options))).toBe(false)
  })
})

test('a setting under which the case was not seen through is never green', () => {
  const expecting = { expect: [`crash on ${STRESS}`, `difference ${STRESS}`] }
  expect(judgement({ native: one }, [boom, lost], expecting).failures).toEqual([
    'native:jit=stress did not run it with hotloop=2: the container was lost',
  ])
  expect(isGreen(judgement({ native: one }, [one, two, lost], expecting))).toBe(false)
})
