import { expect, test } from 'vitest'
import { underControl } from '../../harness/controls/control.js'
import { type Operator, rewriteOperators, type Site } from '../../harness/controls/rewrite.js'
import { localEngines } from '../engines/every-engine.js'
import { LIMITS, scriptCase, startEngineForTest } from '../engines/running.js'

const ALL: Operator[] = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '..',
  '==',
  '~=',
  '<',
  '<=',
  '>',
  '>=',
  '-u',
  '#',
  'step',
]

// Precedence, nesting, several results, metamethods, comments and long strings between operands, and lines.
const SOURCE = `local t = setmetatable({ 1, 2, 3 }, { __add = function(a, b) return 'added' end })
local function many() return 4, 5, 6 end
local s = 'a' .. 1 .. -2 .. (#t + 2) * 3 -- a comment .. with operators
  .. [[ long + string ]]
local list = { many() + 1, -many(), many() }
local sum = 0
for i = 10, 1, -3 do sum = sum + i % 4 ^ 2 / 2 end
print(s, #list, sum, t + 1, not (1 ~= 2) == false, 'a' < 'b' and 2 >= 2)
print((function(...) return select('#', ...), ... + 1 end)(7, 8))
local ok, message = pcall(function() return nil .. 'x' end)
print(ok, (message:gsub(':.*', '')), message:match(':(%d+):'))
return 2 - -3, 2 ^ 3 ^ 2, -2 ^ 2, "x" .. "y" == "xy"`

test.each(localEngines())(
  '%s: a script with all operators taken over does the same, line for line',
  async (engine) => {
    const running = await startEngineForTest(engine)
    const testCase = scriptCase('rewritten', { source: SOURCE })
    const control = underControl(testCase, [{ lua: '', operators: ALL }], new Map())
    expect(control.source.toString()).toContain("(''):__luaparity('..'")
    const [plain, rewritten] = await Promise.all(
      [testCase, control].map((one) => running.engine.run(one, LIMITS)),
    )
    expect(plain!.outcome).toBe('pass')
    expect(rewritten!.output.bytes.toString()).toBe(plain!.output.bytes.toString())
    expect(rewritten!.values).toEqual(plain!.values)
  },
)

test('sites say where an operator stood and what its operands were', () => {
  const sites: Site[] = []
  const text = rewriteOperators(
    Buffer.from('local x\nreturn (hp + 1) / 2 -- half'),
    'a.lua',
    new Set(['/']),
    sites,
  )
  expect(sites).toEqual([{ file: 'a.lua', line: 2, text: '(hp + 1) / 2', left: '(hp + 1)', right: '2' }])
  expect(text!.toString().split('\n')).toHaveLength(2)
})

test('what cannot be parsed, and what has none of the operators, is left alone', () => {
  expect(rewriteOperators(Buffer.from('x = = 1'), 'a.lua', new Set(ALL), [])).toBeNull()
  expect(rewriteOperators(Buffer.from('return 1 + 1'), 'a.lua', new Set(['..']), [])).toBeNull()
})
