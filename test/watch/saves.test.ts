import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Changes } from '../../harness/watch/request.js'
import { Saves } from '../../harness/watch/saves.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function recorded() {
  const seen: [Changes, number][] = []
  return { seen, saves: new Saves((changes, since) => seen.push([changes, since])) }
}

test('files saved together are one save, counted from the first', () => {
  const { seen, saves } = recorded()
  saves.add('a.lua', 'changed', 100)
  vi.advanceTimersByTime(15)
  saves.add('b.lua', 'new', 110)
  vi.advanceTimersByTime(15)
  expect(seen).toEqual([])
  vi.advanceTimersByTime(15)
  expect(seen).toEqual([
    [
      new Map([
        ['a.lua', 'changed'],
        ['b.lua', 'new'],
      ]),
      100,
    ],
  ])
})

test('the next save begins anew', () => {
  const { seen, saves } = recorded()
  saves.add('a.lua', 'changed', 100)
  vi.advanceTimersByTime(1000)
  saves.add('b.lua', 'changed', 1100)
  vi.advanceTimersByTime(1000)
  expect(seen.map(([changes, since]) => [[...changes.keys()], since])).toEqual([
    [['a.lua'], 100],
    [['b.lua'], 1100],
  ])
})

test('a file that is replaced has changed', () => {
  const { seen, saves } = recorded()
  saves.add('a.lua', 'gone', 100)
  saves.add('a.lua', 'new', 101)
  vi.runAllTimers()
  expect([...seen[0]![0]]).toEqual([['a.lua', 'changed']])
})

test('writing that never stops is reported all the same', () => {
  const { seen, saves } = recorded()
  for (let at = 0; at < 300; at += 10) {
    saves.add('a.lua', 'changed', at)
    vi.advanceTimersByTime(10)
  }
  expect(seen.length).toBeGreaterThan(0)
})

test('what was gathered is dropped when nobody wants it', () => {
  const { seen, saves } = recorded()
  saves.add('a.lua', 'changed', 100)
  saves.drop()
  vi.runAllTimers()
  expect(seen).toEqual([])
})
