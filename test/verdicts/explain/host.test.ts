import { describe, expect, test } from 'vitest'
import type { HostCall, Observation } from '../../../harness/observations/observation.js'
import type { LuaValue } from '../../../harness/observations/values.js'
import { hostDifference } from '../../../harness/verdicts/explain/host.js'
import { crashed, ended, failing, float, int, num, passing, str, table } from '../../builders.js'
import { aParticipant } from './participants.js'

const roll = (dice: string, ...results: LuaValue[]): HostCall => ({
  name: 'roll',
  arguments: [str(dice)],
  results,
  error: null,
})
const failed = (message: LuaValue): HostCall => {
  const call = { ...roll('2d6'), error: message }
  return call
}
const log = (message: string): HostCall => ({
  name: 'log',
  arguments: [str(message)],
  results: [],
  error: null,
})

const between = (base: HostCall[], side: HostCall[], end: (calls: HostCall[]) => Observation = passed) =>
  hostDifference(aParticipant('native', passed(base)), aParticipant('lua54', end(side)))
const passed = (hostCalls: HostCall[]) => passing({ hostCalls })

describe('the same', () => {
  test.each<[string, HostCall[], HostCall[]]>([
    ['no calls', [], []],
    ['calls and answers', [log('a'), roll('2d6', num(7))], [log('a'), roll('2d6', num(7))]],
    ['a number of another kind', [roll('2d6', num(7))], [roll('2d6', float(7))]],
    [
      'keys in another order',
      [
        roll(
          'x',
          table([
            [str('a'), num(1)],
            [str('b'), num(2)],
          ]),
        ),
      ],
      [
        roll(
          'x',
          table([
            [str('b'), int(2)],
            [str('a'), int(1)],
          ]),
        ),
      ],
    ],
    ['the same error', [failed(str('boom'))], [failed(str('boom'))]],
  ])('%s', (_, base, side) => {
    expect(between(base, side)).toBeNull()
  })
})

describe('the host answers differently', () => {
  test('with the call, both answers and a headline', () => {
    const before = [log('a'), roll('1d6', num(3))]
    expect(between([...before, roll('2d6', num(7))], [...before, roll('2d6', num(9))])).toEqual({
      kind: 'answer',
      index: 3,
      name: 'roll',
      call: 'host.roll("2d6")',
      answers: { base: 'gives 7', side: 'gives 9' },
      headline: 'host call 3: host.roll("2d6") gives 7 on native, 9 on lua54',
    })
  })

  test.each<[string, HostCall, HostCall, string]>([
    [
      'in the number of results',
      roll('2d6', num(7)),
      roll('2d6', num(7), str('x')),
      'gives 7 on native, 7, "x" on lua54',
    ],
    ['with nothing', roll('2d6'), roll('2d6', { kind: 'nil' }), 'gives nothing on native, nil on lua54'],
    [
      'with an error',
      failed(str('boom')),
      roll('2d6', num(7)),
      'fails with "boom" on native, gives 7 on lua54',
    ],
    [
      'with another error',
      failed(str('boom')),
      failed(str('bang')),
      'fails with "boom" on native, "bang" on lua54',
    ],
    [
      'with a table',
      roll('2d6', table([[str('sum'), num(7)]])),
      roll('2d6', table([[str('sum'), num(8)]])),
      'gives { sum = 7, } on native, { sum = 8, } on lua54',
    ],
  ])('%s', (_, base, side, text) => {
    expect(between([base], [side])).toMatchObject({
      kind: 'answer',
      headline: `host call 1: host.roll("2d6") ${text}`,
    })
  })

  test('in the middle of a long text: the headline still differs', () => {
    const long = (middle: string) => `${'a'.repeat(500)}${middle}${'b'.repeat(500)}`
    const found = between([roll('x', str(long('1')))], [roll('x', str(long('2')))])
    expect(found).toMatchObject({ kind: 'answer' })
    if (found?.kind !== 'answer') throw new Error('not an answer')
    expect(found.answers.base).not.toBe(found.answers.side)
    expect(found.headline.length).toBeLessThan(300)
  })
})

describe('the scripts call differently', () => {
  test.each<[string, HostCall[], HostCall[], string, string | null, string | null]>([
    [
      'with other arguments',
      [roll('2d6', num(7))],
      [roll('3d6', num(7))],
      'host call 1: lua54 calls host.roll("3d6"), native calls host.roll("2d6")',
      'host.roll("2d6")',
      'host.roll("3d6")',
    ],
    [
      'another function',
      [log('a'), log('b')],
      [log('a'), roll('2d6', num(1))],
      'host call 2: lua54 calls host.roll("2d6"), native calls host.log("b")',
      'host.log("b")',
      'host.roll("2d6")',
    ],
    [
      'less often',
      [log('a'), log('b')],
      [log('a')],
      'host call 2: lua54 makes no further call, native calls host.log("b")',
      'host.log("b")',
      null,
    ],
    [
      'more often',
      [],
      [log('a')],
      'host call 1: lua54 calls host.log("a"), native makes no further call',
      null,
      'host.log("a")',
    ],
  ])('%s', (_, a, b, headline, base, side) => {
    expect(between(a, b)).toMatchObject({ kind: 'call', calls: { base, side }, headline })
  })

  test.each([
    ['a crash', (hostCalls: HostCall[]) => crashed({}, { hostCalls })],
    ['a limit of time', (hostCalls: HostCall[]) => ended('timeout', null, { hostCalls })],
    ['a limit of memory', (hostCalls: HostCall[]) => ended('out-of-memory', null, { hostCalls })],
  ])('but not where %s ended it', (_, end) => {
    expect(between([log('a'), log('b')], [log('a')], end)).toBeNull()
    expect(between([log('a')], [log('b')], end)).toMatchObject({ kind: 'call' })
  })

  test('where an error of the script ended it', () => {
    expect(between([log('a')], [], (hostCalls) => failing('boom', { hostCalls }))).toMatchObject({
      kind: 'call',
    })
  })
})
