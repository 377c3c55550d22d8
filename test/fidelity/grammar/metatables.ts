import { any, num } from './expressions.js'
import { lua, type Source, several, weighted, words } from './lua.js'
import { LEAF, perScope, type Scope } from './scope.js'
import { key, literal, numName, smallInt, tabName } from './values.js'

const result = any(LEAF)

const binary = lua`__${words('add', 'sub', 'mul', 'div', 'mod', 'pow', 'concat')} = function(a, b)
log("binary", type(a), type(b))
return ${result}
end`
const compare = lua`__${words('eq', 'lt', 'le')} = function(a, b)
log("compare", type(a), type(b))
return ${result}
end`
const unary = lua`__${words('unm', 'len')} = function(a, b)
log("unary", rawequal(a, b))
return ${result}
end`
const index = weighted(
  [
    2,
    lua`__index = function(t, k)
log("index", k)
return ${result}
end`,
  ],
  [1, lua`__index = {x = ${literal}, [1] = ${literal}, name = function(self, v) return type(self), v end}`],
  [1, words('__index = s1')],
)
const newIndex = weighted(
  [
    2,
    lua`__newindex = function(t, k, v)
log("newindex", k, v)
${words('rawset(t, k, v)', '', 'error("read only")', 'error("read only", 2)')}
end`,
  ],
  [1, words('__newindex = {}')],
)
const called = lua`__call = function(self, ...)
log("call", select("#", ...), ...)
return ${result}, ...
end`
const text = lua`__tostring = function() return ${words('"a thing"', '"a\\0thing"', '1', 'nil', 'error("no text")')} end`
const others = words(
  '__metatable = "locked"',
  '__metatable = false',
  '__mode = "k"',
  '__call = 1',
  '__add = {}',
  '__index = 5',
  '__lt = nil',
)

const event = weighted(
  [4, binary],
  [3, compare],
  [1, unary],
  [3, index],
  [2, newIndex],
  [1, called],
  [1, text],
  [1, others],
)

const use: (scope: Scope) => Source = perScope((scope) => {
  const n = num({ ...scope, depth: 1 })
  const other = weighted([2, numName], [1, literal], [3, tabName])
  return weighted(
    [4, lua`${tabName} ${words('+', '-', '*', '/', '%', '^', '..')} ${other}`],
    [2, lua`${other} ${words('+', '-', '*', '/', '%', '^', '..')} ${tabName}`],
    [3, lua`${tabName} ${words('<', '<=', '>', '>=', '==', '~=')} ${other}`],
    [1, lua`${other} ${words('<', '<=', '>', '>=')} ${tabName}`],
    [1, lua`${words('-', '#')}${tabName}`],
    [2, lua`${tabName}[${key}], ${tabName}.x`],
    [1, lua`${tabName}:name(${n})`],
    [2, lua`${tabName}(${several(literal, { max: 3 })})`],
    [1, words('getmetatable(t1) == getmetatable(t2), type(getmetatable(t1))')],
    [1, words('getmetatable(t1).__tostring and tostring(t1)')],
    [
      1,
      words('t1 .. "a" .. t2 .. 1', '"a" .. 1 .. t1', 't1 .. t2 .. t1', 'not (t1 < t2)', 't1 == 1, 1 == t1'),
    ],
    [1, words('rawequal(t1, t2), rawget(t1, "x"), #t1', 'setmetatable(t1, {})', 'setmetatable(t1, nil)')],
    [
      1,
      words(
        'unpack(t1)',
        'next(t1)',
        'table.concat(t1)',
        'ipairs(t1)(t1, 0)',
        'table.remove(t1)',
        'pcall(t1, 1)',
      ),
    ],
  )
})

/** Gives t1, and perhaps t2, a metatable, and uses them. */
export const metatables: (scope: Scope) => Source = perScope((scope) => {
  const once = weighted(
    [5, lua`try(function() return ${use(scope)} end)`],
    [1, lua`try(function() t2.${words('x', 'y', 'new')} = ${literal} end)`],
    [1, lua`try(function() t1[${key}] = ${smallInt} end)`],
  )
  const uses = several(once, { min: 1, max: 6, separator: '\n' })
  const set = weighted(
    [3, words('try(setmetatable, t1, m)\ntry(setmetatable, t2, m)')],
    [2, words('try(setmetatable, t1, m)')],
    [
      1,
      words(
        't1 = setmetatable({1, 2}, m)\nt2 = setmetatable({}, {__index = t1, __lt = m.__lt, __eq = m.__eq})',
      ),
    ],
  )
  return lua`do
local m = {${several(event, { min: 1, max: 4 })}}
${set}
${uses}
end`
})
