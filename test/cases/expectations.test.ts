import { describe, expect, test } from 'vitest'
import { readExpectations } from '../../harness/cases/expectations.js'

const read = (source: string) => readExpectations(Buffer.from(source))

describe('a line that is understood', () => {
  test.each([
    ['difference lua54', { kind: 'difference', engines: ['lua54'] }],
    ['difference lua54 lua53', { kind: 'difference', engines: ['lua54', 'lua53'] }],
    ['difference lua54, lua53,', { kind: 'difference', engines: ['lua54', 'lua53'] }],
    ['difference lua54,lua53', { kind: 'difference', engines: ['lua54', 'lua53'] }],
    ['difference native:*', { kind: 'difference', engines: ['native:*'] }],
    [
      'difference native:release=trixie,jit=off lua54',
      { kind: 'difference', engines: ['native:release=trixie,jit=off', 'lua54'] },
    ],
    [
      'difference lua54,native:jit=off,gc=gc32,lua53,native,fast',
      { kind: 'difference', engines: ['lua54', 'native:gc=gc32,jit=off', 'lua53', 'native', 'fast'] },
    ],
    [
      'crash SIGSEGV on native:release=bookworm,*, lua54',
      {
        kind: 'crash',
        signal: 'SIGSEGV',
        sometimes: false,
        engines: ['native:release=bookworm,*', 'lua54'],
      },
    ],
    ['error on native:jit=on', { kind: 'outcome', outcome: 'error', engines: ['native'] }],
    ['error on process:./lua=5', { kind: 'outcome', outcome: 'error', engines: ['process:./lua=5'] }],
    ['crash on native', { kind: 'crash', signal: null, sometimes: false, engines: ['native'] }],
    [
      'sometimes crash SIGBUS on native',
      { kind: 'crash', signal: 'SIGBUS', sometimes: true, engines: ['native'] },
    ],
    [
      'crash SIGSEGV on native native:jit=off',
      { kind: 'crash', signal: 'SIGSEGV', sometimes: false, engines: ['native', 'native:jit=off'] },
    ],
    ['error', { kind: 'outcome', outcome: 'error', engines: [] }],
    ['fail on native', { kind: 'outcome', outcome: 'fail', engines: ['native'] }],
    ['timeout on lua51', { kind: 'outcome', outcome: 'timeout', engines: ['lua51'] }],
    ['out-of-memory', { kind: 'outcome', outcome: 'out-of-memory', engines: [] }],
    [
      'unsupported on process:luajit',
      { kind: 'outcome', outcome: 'unsupported', engines: ['process:luajit'] },
    ],
  ])('%s', (text, expected) => {
    expect(read(`-- expect: ${text}\nreturn 1\n`)).toEqual({
      expectations: [{ ...expected, line: 1, text }],
      problems: [],
    })
  })
})

describe('a line that says something else is a problem, never ignored', () => {
  test.each([
    ['', 'is not understood'],
    ['pass', 'is not understood'],
    ['crsh on native', 'is not understood'],
    ['Error', 'is not understood'],
    ['error lua54', 'is not understood'],
    ['difference', 'names no engine'],
    ['difference ,', 'names no engine'],
    ['crash', 'names no engine'],
    ['crash SIGSEGV', 'names no engine'],
    ['crash segfault on native', '"segfault" is not a signal name'],
    ['crash SIGSEGV SIGBUS on native', 'is not a signal name'],
    ['crash SIGSEGV on', '"on" is followed by no engine'],
    ['error on', '"on" is followed by no engine'],
    ['difference native:colour=red,*', 'the engine "native:colour=red" has no axis "colour"'],
    ['difference native:colour=red,*', 'axes: release, arch'],
    ['crash on native:jit=maybe', 'the engine "native:jit=maybe" has jit "maybe"; jit is one of: on, off'],
    ['crash on native:jit=on,jit=off', 'names jit twice'],
    ['crash on native:*,jit=off', 'has no axis "*"'],
    ['crash on native:arch=i386,gc=gc64', 'there is no engine "native:arch=i386,gc=gc64"'],
    ['difference native:', 'has no axis ""'],
    ['difference native:release=trixie, jit=off', '"jit=off" names no engine; Axes belong to native:'],
    ['difference lua54 *', '"*" names no engine'],
    ['difference lua*', '"lua*" names no engine'],
  ])('%j', (text, message) => {
    const { expectations, problems } = read(`-- a comment\n-- expect: ${text}\n`)
    expect(expectations).toEqual([])
    expect(problems).toEqual([{ line: 2, message: expect.stringContaining(message) }])
  })
})

test('a problem names the forms there are', () => {
  expect(read('-- expect: nonsense').problems[0]?.message).toContain(
    '"[sometimes] crash [SIGNAL] on <engine>..."',
  )
})

test('reads every line of the leading comment, blank lines and a #! line included', () => {
  const source =
    '#!/usr/bin/env lua\r\n-- The ranking.\r\n\r\n  --expect: error\r\n--   expect:   difference lua54  \r\nreturn 1'
  expect(read(source).expectations).toMatchObject([
    { line: 4, kind: 'outcome', outcome: 'error' },
    { line: 5, kind: 'difference', text: 'difference lua54' },
  ])
})

test.each([
  'local x = 1\n-- expect: error\n',
  'return 1 -- expect: error\n',
  'print [[\n-- expect: error\n]]\n',
])('what stands behind the first code counts for nothing: %j', (source) => {
  expect(read(source)).toEqual({ expectations: [], problems: [] })
})

test('bytes that are not UTF-8 do no harm', () => {
  const source = Buffer.concat([
    Buffer.from('-- caf'),
    Buffer.from([0xe9, 0x0a]),
    Buffer.from('-- expect: error\n'),
  ])
  expect(readExpectations(source).expectations).toMatchObject([{ line: 2, outcome: 'error' }])
})
