import { expect, test } from 'vitest'
import type { RunResult } from '../../harness/runs/result.js'
import { Board, standingOf, type Wanted } from '../../harness/watch/board.js'
import { aRun, ended, failing, judged, num, passing, type Seen } from '../builders.js'

const PASS = { fast: passing() }

/** A script that needs nothing but this text. */
function wanted(id: string, text = '1'): Wanted {
  return { case: { ...judged(PASS, { id }).case }, needs: new Map([[id, Buffer.from(text)]]) }
}

function result(seen: Readonly<Record<string, Seen>>, changes: Parameters<typeof aRun>[1] = {}): RunResult {
  return aRun(
    Object.entries(seen).map(([id, each]) => judged(each, { id })),
    changes,
  )
}

const ids = (entries: readonly Wanted[]) => entries.map((entry) => entry.case.id)

test('what is new is stale, and what has run is not', () => {
  const board = new Board()
  board.update([wanted('a.lua'), wanted('b.lua')])
  expect(ids(board.stale())).toEqual(['a.lua', 'b.lua'])
  board.ran(board.stale(), result({ 'a.lua': PASS }))
  expect(ids(board.stale())).toEqual(['b.lua'])
})

test('only what needs something else than before is stale', () => {
  const board = new Board()
  board.update([wanted('a.lua'), wanted('b.lua')])
  board.ran(board.stale(), result({ 'a.lua': PASS, 'b.lua': PASS }))
  board.update([wanted('a.lua', '2'), wanted('b.lua'), wanted('c.lua')])
  expect(ids(board.stale())).toEqual(['a.lua', 'c.lua'])
  board.update([wanted('b.lua')])
  expect(ids(board.entries)).toEqual(['b.lua'])
  expect(board.stale()).toEqual([])
})

test('results of something that has changed meanwhile leave it stale', () => {
  const board = new Board()
  board.update([wanted('a.lua')])
  const before = board.stale()
  board.update([wanted('a.lua', '2')])
  board.ran(before, result({ 'a.lua': PASS }))
  expect(ids(board.stale())).toEqual(['a.lua'])
})

test('what has been forgotten is stale on all engines', () => {
  const both = { fast: passing(), native: passing() }
  const board = new Board()
  board.update([wanted('a.lua'), wanted('b.lua')])
  board.ran(board.stale(), result({ 'a.lua': PASS, 'b.lua': PASS }))
  expect(ids(board.uncompared())).toEqual(['a.lua', 'b.lua'])
  board.compared(board.uncompared(), result({ 'a.lua': both, 'b.lua': both }))
  expect(board.uncompared()).toEqual([])
  board.forget(['b.lua', 'gone.lua'])
  expect(ids(board.stale())).toEqual(['b.lua'])
  board.ran(board.stale(), result({ 'b.lua': PASS }))
  expect(ids(board.uncompared())).toEqual(['b.lua'])
  board.forgetCompared()
  expect(ids(board.uncompared())).toEqual(['a.lua', 'b.lua'])
  expect(board.stale()).toEqual([])
})

test.each([
  ['one engine alone saw it', { fast: passing(), native: ended('unavailable') }],
  ['it fails on the only one', { fast: failing(), native: ended('unavailable') }],
])('nothing has been compared where %s', (_, seen) => {
  const board = new Board()
  board.update([wanted('a.lua')])
  board.ran(board.stale(), result({ 'a.lua': PASS }))
  board.compared(board.uncompared(), result({ 'a.lua': seen }, { unavailable: ['native'] }))
  expect(ids(board.uncompared())).toEqual(['a.lua'])
})

test('of a comparison that was given up only what agrees is known', () => {
  const board = new Board()
  board.update([wanted('a.lua'), wanted('b.lua')])
  board.ran(board.stale(), result({ 'a.lua': PASS, 'b.lua': PASS }))
  const seen = {
    'a.lua': { native: passing(), fast: passing() },
    'b.lua': { native: passing(), fast: passing({ values: [num(1)] }) },
  }
  board.compared(board.uncompared(), result(seen, { cutShort: 'interrupted' }))
  expect(ids(board.uncompared())).toEqual(['b.lua'])
  board.compared(board.uncompared(), result(seen))
  expect(board.uncompared()).toEqual([])
  expect(ids(board.failing())).toEqual(['b.lua'])
})

test.each([
  ['passed', passing()],
  ['pending', ended('pending')],
  ['failed', failing()],
  ['failed', ended('timeout', 'too long')],
  ['unseen', ended('unavailable', 'no VM')],
] as const)('a case counts as %s', (standing, seen) => {
  const board = new Board()
  board.update([wanted('a.lua')])
  board.ran(board.stale(), result({ 'a.lua': { fast: seen } }))
  expect(board.entries[0]!.ran!.cases.map(standingOf)).toEqual([standing])
})
