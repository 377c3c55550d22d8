import { expect, test } from 'vitest'
import { type Standing, splitDifference } from '../../harness/verdicts/split.js'
import type { Difference } from '../../harness/verdicts/verdict.js'
import { crashed, judged, num, passing, type Seen } from '../builders.js'

function only(seen: Seen): Difference {
  const { verdict } = judged(seen).judgement
  if (verdict.kind !== 'difference' || verdict.differences.length !== 1) throw new Error('one difference')
  return verdict.differences[0]!
}

const one = passing({ values: [num(1)], output: '1' })
const two = passing({ values: [num(2)], output: '1' })
const writes = passing({ values: [num(1)], output: 'lua54 ' })

const split = (difference: Difference, found: Record<string, Standing>) =>
  splitDifference(difference, (engine) => found[engine] ?? {})
const accepted = (acceptedBy: string): Standing => ({ accepted: true, acceptedBy })

test('one part for each standing, what is found of none first', () => {
  const difference = only({ native: one, lua54: two, lua53: two, lua51: two, fast: two })
  const found = { lua54: accepted('a'), lua51: accepted('b'), fast: accepted('a') }
  expect(
    split(difference, found).map(({ engines, accepted, acceptedBy }) => [engines, accepted, acceptedBy]),
  ).toEqual([
    [['lua53'], false, null],
    [['lua54', 'fast'], true, 'a'],
    [['lua51'], true, 'b'],
  ])
})

test('stays as it is where nothing is found', () => {
  const difference = only({ native: one, lua54: two, lua53: two })
  expect(split(difference, {})).toEqual([difference])
})

test.each<[string, Seen, string[]]>([
  [
    'values',
    { native: one, lua54: two, lua53: two },
    ['lua53 returns 2, native 1', 'lua54 returns 2, native 1'],
  ],
  [
    'output, whatever it says',
    { native: one, lua54: writes, lua53: writes },
    [
      'line 1 of the output: lua53 writes "lua54 ", native "1"',
      'line 1 of the output: lua54 writes "lua54 ", native "1"',
    ],
  ],
])('each part is about an engine of its own: %s', (_, seen, summaries) => {
  expect(split(only(seen), { lua54: accepted('a') }).map(({ summary }) => summary)).toEqual(summaries)
})

test('a crash is told of with all its engines', () => {
  const difference = only({ native: one, lua54: crashed(), lua53: crashed() })
  const parts = split(difference, { lua54: accepted('a') })
  expect(new Set(parts.map(({ summary }) => summary))).toEqual(new Set([difference.summary]))
})
