import { expect, test } from 'vitest'
import { causeOf, type Request, together } from '../../harness/watch/request.js'

const asked = (changes: Partial<Request>): Request => ({
  cause: 'a.lua changed',
  since: 10,
  reread: true,
  again: null,
  ...changes,
})

test('what became of files is said by kind, and of many how many more there are', () => {
  expect(causeOf(new Map([['a.lua', 'changed']]))).toBe('a.lua changed')
  expect(
    causeOf(
      new Map([
        ['b.lua', 'gone'],
        ['c.lua', 'changed'],
        ['a.lua', 'changed'],
        ['d.lua', 'new'],
      ]),
    ),
  ).toBe('a.lua and c.lua changed, d.lua new, b.lua gone')
  const many = ['a', 'b', 'c', 'd'].map((name) => [name, 'changed'] as const)
  expect(causeOf(new Map(many))).toBe('a, b and 2 more changed')
})

test('two requests that wait are one, counted from the first', () => {
  expect(together(null, asked({}))).toEqual(asked({}))
  const both = together(asked({ reread: false, since: 5 }), asked({ cause: 'b.lua changed' }))
  expect(both).toEqual(asked({ cause: 'a.lua changed, b.lua changed', since: 5 }))
})

test('all takes in whatever else was to run again', () => {
  expect(together(asked({ again: 'all' }), asked({ again: 'failing' })).again).toBe('all')
  expect(together(asked({ again: 'failing' }), asked({})).again).toBe('failing')
  expect(together(asked({ again: 'failing' }), asked({ again: 'latest' })).again).toBe('latest')
})

test('a look that nobody asked for takes nothing from the cause', () => {
  expect(together(asked({}), asked({ cause: null })).cause).toBe('a.lua changed')
  expect(together(asked({ cause: null }), asked({ cause: null })).cause).toBe(null)
})
