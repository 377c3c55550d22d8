import { join } from 'node:path'
import { expect, test } from 'vitest'
import { framesOf } from '../../harness/vitest/frames.js'
import { temporaryFolder } from '../temporary-folder.js'

const TRACEBACK = [
  "[C]: in function 'error'",
  "game/combat.lua:3: in function 'attack'",
  'spec/combat_spec.lua:7: in function <spec/combat_spec.lua:6>',
  '(...tail calls...)',
  'spec/combat_spec.lua:1: in main chunk',
]

test('frames are those of Lua files, with absolute paths, innermost first', () => {
  expect(framesOf({ file: null, line: null, traceback: TRACEBACK }, '/game')).toEqual([
    { name: 'attack', file: '/game/game/combat.lua', line: 3, column: 1 },
    { name: '', file: '/game/spec/combat_spec.lua', line: 7, column: 1 },
    { name: 'main chunk', file: '/game/spec/combat_spec.lua', line: 1, column: 1 },
  ])
})

test('they begin where the error says that it happened', () => {
  const lines = (file: string, line: number) =>
    framesOf({ file, line, traceback: TRACEBACK }, '/game').map((frame) => frame.line)
  // error(message, 2) blames the caller
  expect(lines('spec/combat_spec.lua', 7)).toEqual([7, 1])
  // a syntax error is in no function that runs
  expect(lines('game/items.lua', 40)).toEqual([40, 3, 7, 1])
})

test('what names no file is left out', () => {
  const traceback = ['[string "return 1"]:1: in main chunk', '...long/way/combat.lua:2: in main chunk']
  expect(framesOf({ file: '[string "x"]', line: 1, traceback }, '/game')).toEqual([])
})

test('the column is where the text of the line begins', async () => {
  const root = await temporaryFolder({ 'a.lua': 'return {\n\thit = 1,\n    miss = 2,\n\n}' })
  const traceback = [2, 3, 4, 5, 99].map((line) => `a.lua:${line}: in main chunk`)
  const frames = framesOf({ file: null, line: null, traceback }, root)
  expect(frames.map(({ column }) => column)).toEqual([2, 5, 1, 1, 1])
  expect(frames[0]!.file).toBe(join(root, 'a.lua'))
})
