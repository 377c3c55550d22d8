import { expect, test } from 'vitest'
import { luaError } from '../../harness/vitest/lua-error.js'
import { problemOf, resultOf } from '../../harness/vitest/problem.js'
import { anError, crashed, ended, failing, passing } from '../builders.js'

test('only a pass is one, and a pending test says why it is', () => {
  expect(resultOf(passing(), '/game')).toEqual({ kind: 'pass' })
  expect(resultOf(ended('pending', 'not yet'), '/game')).toEqual({ kind: 'pending', reason: 'not yet' })
  const others = [
    failing(),
    crashed(),
    ...(['fail', 'timeout', 'out-of-memory', 'unsupported', 'missing', 'unavailable'] as const).map(
      (outcome) => ended(outcome, 'why'),
    ),
  ]
  expect(others.map((seen) => resultOf(seen, '/game').kind)).toEqual(others.map(() => 'problem'))
})

test('a failed assertion is told from an error', () => {
  const error = anError({ kind: 'assertion', message: 'Expected 3.\nGot 4.', file: 'a_spec.lua', line: 9 })
  expect(problemOf({ ...failing(), outcome: 'fail', error }, '/game')).toEqual({
    name: 'AssertionError',
    message: 'Expected 3.\nGot 4.',
    frames: [{ name: '', file: '/game/a_spec.lua', line: 9, column: 1 }],
  })
  expect(problemOf(failing('boom'), '/game')).toMatchObject({ name: 'LuaError', message: 'boom' })
  expect(problemOf(failing('x', { error: anError({ kind: 'syntax' }) }), '/game').message).toBe(
    'syntax error: boom',
  )
})

test('a module that does not compile is pointed at before those who require it', () => {
  const error = anError({
    message:
      "error loading module 'game.half' from file 'game/half.lua':\n\tgame/half.lua:2: unexpected symbol near '='",
    file: 'a_spec.lua',
    line: 1,
  })
  expect(problemOf(failing('', { error }), '/game').frames).toEqual([
    { name: '', file: '/game/game/half.lua', line: 2, column: 1 },
    { name: '', file: '/game/a_spec.lua', line: 1, column: 1 },
  ])
})

test('what the engine has to say of itself begins with the outcome', () => {
  expect(problemOf(ended('timeout', 'ended after the limit of 1000 ms'), '/game').message).toBe(
    'timeout: ended after the limit of 1000 ms',
  )
  expect(problemOf(ended('unavailable'), '/game').message).toBe('unavailable: the engine does not say why')
})

test('a crash shows its signature and both backtraces, and points at the Lua line', () => {
  const native = Array.from({ length: 10 }, (_, index) => `lj_frame_${index}`)
  const problem = problemOf(
    crashed({ lua: ["[C]: in function 'loadstring'", 'a.lua:2: in main chunk'], native }),
    '/game',
  )
  expect(problem.name).toBe('LuaCrash')
  expect(problem.message.split('\n')).toEqual([
    'crashed: SIGSEGV in lj_parse',
    'Lua:',
    "  [C]: in function 'loadstring'",
    '  a.lua:2: in main chunk',
    'Native:',
    ...native.slice(0, 8).map((frame) => `  ${frame}`),
    '  and 2 more',
  ])
  expect(problem.frames).toEqual([{ name: 'main chunk', file: '/game/a.lua', line: 2, column: 1 }])
})

test('nothing that a script says can act on a terminal', () => {
  expect(problemOf(failing('\x1b[2Jgone'), '/game').message).toBe('\\x1b[2Jgone')
})

test('as an error it has a stack of Lua files alone', () => {
  const frames = [
    { name: 'attack', file: '/game/combat.lua', line: 12, column: 3 },
    { name: '', file: '/game/combat_spec.lua', line: 4, column: 5 },
  ]
  const error = luaError({ name: 'LuaError', message: 'two\nlines', frames })
  expect(error.name).toBe('LuaError')
  expect(error.message).toBe('two\nlines')
  expect(error.stack).toBe(
    'LuaError: two\nlines\n    at attack (/game/combat.lua:12:3)\n    at /game/combat_spec.lua:4:5',
  )
})
