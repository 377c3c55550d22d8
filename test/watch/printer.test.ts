import { expect, test } from 'vitest'
import { Printer } from '../../harness/watch/printer.js'
import type { View } from '../../harness/watch/view.js'
import { aView } from './views.js'

function printed(...views: View[]): string[] {
  const blocks: string[] = []
  const printer = new Printer((text) => blocks.push(text.split('\n')[0]!), false)
  for (const view of views) printer.show(view)
  return blocks
}

const ROUND = 'PASSED  src/a.lua changed  1 of 2 files on fast, 0.08 s'
const AGREE = 'native: 3 of 3 compared, agree'
const busy = (round: number) => aView({ round, comparison: { state: 'running' } })

test('each result is printed once, and the comparison when it is done', () => {
  expect(printed(busy(1), busy(1), aView(), aView())).toEqual([ROUND, AGREE])
  expect(printed(busy(1), aView(), busy(2), aView({ round: 2 }))).toEqual([ROUND, AGREE, ROUND, AGREE])
})

test('nothing is printed while it runs', () => {
  expect(printed(aView({ state: 'running' }))).toEqual([])
})

test('a comparison that was made once more is said once more', () => {
  expect(printed(aView(), busy(1), aView())).toEqual([ROUND, AGREE, AGREE])
})

test('nothing is said of other engines that there are not', () => {
  expect(printed(aView({ comparison: { engines: [] } }))).toEqual([ROUND])
})
