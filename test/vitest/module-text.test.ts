import { SourceMap } from 'node:module'
import { expect, test } from 'vitest'
import { moduleText } from '../../harness/vitest/module-text.js'
import type { Entry } from '../../harness/vitest/protocol.js'

const SOURCE = `local purse = require('purse')

describe('a purse', function()
  it('is empty', function() end)
  local function shared()
    it('has a lid', function() end)
  end
  describe('of leather', function()
    shared()
  end)
end)
`

const ENTRIES: Entry[] = [
  {
    kind: 'block',
    name: 'a purse',
    line: 3,
    entries: [
      { kind: 'test', name: 'is empty', line: 4, n: 1 },
      {
        kind: 'block',
        name: 'of leather',
        line: 8,
        entries: [{ kind: 'test', name: 'has a lid', line: 6, n: 2 }],
      },
    ],
  },
]

const { code, map } = moduleText('open();', ENTRIES, { path: '/game/purse_spec.lua', source: SOURCE })
const lines = code.split('\n')

/** Line and column, both from 1, in the spec file. */
function origin(line: number, column: number) {
  const found = new SourceMap(map as never).findEntry(line - 1, column - 1) as {
    originalLine: number
    originalColumn: number
  }
  return [found.originalLine + 1, found.originalColumn + 1]
}

function placeOf(text: string): [number, number] {
  const line = lines.findIndex((each) => each.includes(text))
  return [line + 1, lines[line]!.indexOf(text) + 1]
}

test('the module runs, and registers the tests in their blocks', () => {
  const seen: unknown[] = []
  const run = new Function('open', 'describe', 'test', code)
  run(
    () => seen.push('open'),
    (name: string, line: number, body: () => void) => {
      seen.push(['describe', name, line])
      body()
      seen.push('end')
    },
    (name: string, line: number, n: number) => seen.push(['test', name, line, n]),
  )
  expect(seen).toEqual([
    'open',
    ['describe', 'a purse', 3],
    ['test', 'is empty', 4, 1],
    ['describe', 'of leather', 8],
    ['test', 'has a lid', 6, 2],
    'end',
    'end',
  ])
})

test('calls stand on the lines of the spec file, or are mapped to them', () => {
  expect(placeOf("describe('a purse'")[0]).toBe(3)
  expect(placeOf("test('is empty'")[0]).toBe(4)
  expect(placeOf("describe('of leather'")[0]).toBe(8)
  expect(placeOf("test('has a lid'")[0]).toBe(8)
  expect(origin(...placeOf("test('is empty'"))).toEqual([4, 3])
  expect(origin(...placeOf("test('has a lid'"))).toEqual([6, 5])
})

test('a place of the spec file is itself, as a Lua traceback has it', () => {
  const places = SOURCE.split('\n').map(
    (text, index) => [index + 1, Math.max(text.search(/\S/), 0) + 1] as const,
  )
  for (const [line, column] of places) expect(origin(line, column)).toEqual([line, column])
})

test.each([
  ["it's", `"it's"`],
  ['plain "quoted"', `'plain "quoted"'`],
  [`both ' and "`, JSON.stringify(`both ' and "`)],
  ['a\\b', '"a\\\\b"'],
  ['two\nlines', '"two\\nlines"'],
])('the name %j is written as it can be read without running it', (name, literal) => {
  const entry: Entry = { kind: 'test', name, line: 1, n: 1 }
  expect(moduleText('', [entry], { path: '/a', source: '' }).code).toBe(`;test(${literal}, 1, 1);\n`)
})

test('a test without a line, or past the end of the file, comes where the one before is', () => {
  const entries: Entry[] = [
    { kind: 'test', name: 'a', line: 2, n: 1 },
    { kind: 'test', name: 'b', line: null, n: 2 },
    { kind: 'test', name: 'c', line: 99, n: 3 },
  ]
  const text = moduleText('', entries, { path: '/a', source: 'x\ny' }).code
  expect(text).toBe(";\n;test('a', 2, 1);test('b', null, 2);test('c', 99, 3);\n")
})
