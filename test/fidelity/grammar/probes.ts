import { any, bool, list, num, str, tab } from './expressions.js'
import { wildFormat } from './formats.js'
import { lua, oneOf, type Source, several, weighted, words } from './lua.js'
import { wildPattern, wildReplacement } from './patterns.js'
import { deeper, perScope, type Scope } from './scope.js'
import { field, key, literal, position, smallInt, strName, tabName } from './values.js'

const operator = words('+', '-', '*', '/', '%', '^', '..', '<', '<=', '>', '>=', '==')

/** Counts and positions that are of the wrong type, or none; nothing that would take long. */
const wildCount = weighted([4, position], [1, words('nil', '"x"', '{}', 'true', '"0x2"', '""')])

/** What may raise an error, of which the message matters. */
const wild: (scope: Scope) => Source = perScope((scope) => {
  const inner = deeper(scope)
  const [x, y] = [any(inner), any(inner)]
  return weighted(
    [8, lua`${x} ${operator} ${y}`],
    [2, lua`${words('-', '#')}${any(inner)}`],
    [2, lua`(${x})[${y}]`],
    [2, lua`${words('t1', 't2', 'x1', 'x2', 'n1', 's1', 'undefined')}.${field}.${field}`],
    [2, lua`${words('t1', 't2', 'x1', 'x2', 'b1', 's1', 'undefined', 't1.x', 't1[1]', 's1.x')}(${x})`],
    [2, lua`${words('t1', 't2', 'x1', 's1', 'undefined', 't1.x')}:${field}(${x})`],
    [1, lua`(${literal})(${x})`],
    [2, lua`(${str(inner)}):${words('find', 'match', 'gmatch')}(${wildPattern})`],
    [
      2,
      lua`(${str(inner)}):gsub(${wildPattern}, ${weighted([1, wildReplacement], [2, words('"%0"', '"-"')])})`,
    ],
    [1, lua`(${str(inner)}):gsub(".", ${wildReplacement})`],
    [3, lua`string.format(${wildFormat}, ${several(literal, { max: 3 }).map((list) => list || 'nil')})`],
    [1, lua`string.format(${several(literal, { max: 1 })})`],
    [
      2,
      lua`string.${words('sub', 'byte', 'rep', 'upper', 'char', 'len', 'reverse', 'find')}(${several(weighted([2, strName], [2, wildCount]), { max: 3 })})`,
    ],
    [3, lua`table.${words('insert', 'remove')}(t1, ${wildCount}${oneOf(words(''), lua`, ${x}`)})`],
    [
      2,
      lua`table.concat(${tab(inner)}${words('', ', ","', ', nil', ', {}')}${words('', ', 1, 3', ', 2', ', -1, 0', ', "1", "2"')})`.map(
        (text) => text.replace(/\), (?=[12-])/, '), nil, '),
      ),
    ],
    [
      1,
      lua`unpack(${tab(inner)}${words('', ', 1, 3', ', 2', ', -1, 1', ', 1, 1e7', ', "1", "2"', ', 3, 1')})`,
    ],
    [1, lua`select(${wildCount}, ${x}, ${y})`],
    [
      2,
      lua`math.${words('floor', 'max', 'abs', 'fmod', 'sqrt', 'ldexp', 'pow', 'log')}(${several(weighted([2, literal], [1, x]), { min: 1, max: 2 })})`,
    ],
    [1, lua`bit.${words('band', 'lshift', 'bnot', 'tohex')}(${several(literal, { max: 2 })})`],
    [
      2,
      lua`tonumber(${weighted([3, literal], [1, x])}${words('', ', 10', ', 16', ', 36', ', 1', ', 37', ', "x"')})`,
    ],
    [
      2,
      lua`${words('tonumber', 'type', 'rawlen', 'next', 'ipairs', 'rawequal', 'rawget', 'rawset', 'getmetatable', 'assert', 'error', 'select', 'unpack', 'pcall', 'setfenv', 'loadstring', 'xpcall')}(${several(literal, { max: 2 })})`,
    ],
    [1, lua`setmetatable(${weighted([2, tabName], [1, literal])}, ${words('nil', '1', '{}', 'true')})`],
    [1, lua`rawset(${list(inner)}, ${weighted([3, key], [1, words('nil', '0/0')])}, ${x})`],
    [1, lua`getmetatable(${x})`],
  )
})

// What a message says of a value depends on where the value is: in a local, an upvalue, a field, a constant.
const place: (scope: Scope) => Source = perScope((scope) => {
  const x = any(deeper(scope))
  const operation = weighted(
    [2, lua`a ${operator} b`],
    [2, lua`a ${operator} ${literal}`],
    [1, lua`${literal} ${operator} a`],
    [
      1,
      words(
        '-a',
        '#a',
        'a()',
        'a.x',
        'a.x.y',
        'a:x()',
        'a[b]',
        'a[1]',
        'a.x()',
        'b.y.z',
        'a[b].c',
        'a .. "x" .. b',
      ),
    ],
  )
  return weighted(
    [2, lua`try(function(a, b) return ${operation} end, ${x}, ${x})`],
    [1, lua`do local a, b = ${x}, ${x} try(function() return ${operation} end) end`],
    [
      1,
      lua`try(function(a, b) if type(a) ~= "table" then ${words('a.x = 1', 'a[b] = 1', 'a.x.y = b', 'a[1], b = b, a', 'a.x = a.x + 1')} end end, ${x}, ${x})`,
    ],
    [
      1,
      lua`try(function(a, b) local t = {x = a, [1] = b} return ${words('t.x + 1', 't[1] .. "s"', 't.x.y', 't[1]()', 't.x < t[1]', '-t.x', 't.y.z', 't.x.y.z', 't[1][2]', '#t.x', 't:x()', 't:y()', 't.x + t[1]', '(t.x)()')} end, ${x}, ${x})`,
    ],
  )
})

const raised = weighted(
  [3, words('"message"', '"m"')],
  [
    2,
    words(
      '42',
      'nil',
      '{code = 1}',
      'true',
      '1.5',
      'setmetatable({}, {__tostring = function() return "T" end})',
    ),
  ],
  [1, strName],
)

const raise: (scope: Scope) => Source = perScope((scope) =>
  weighted(
    [3, lua`try(function() error(${raised}${words('', ', 0', ', 1', ', 2', ', 3')}) end)`],
    [1, lua`try(error${several(raised, { max: 1 }).map((text) => (text ? `, ${text}` : ''))})`],
    [
      1,
      lua`try(function()
  local function inner() error(${raised}, ${words('1', '2', '3')}) end
  inner()
end)`,
    ],
    [
      1,
      lua`log(xpcall(function(...) error(${raised}) end, function(e) return "handled", e end, ${smallInt}))`,
    ],
    [
      1,
      lua`log(xpcall(function(...) return ${wild(scope)} end, function(e) return type(e) end, ${smallInt}))`,
    ],
    [1, lua`try(assert, ${any(deeper(scope))}, ${raised})`],
    [
      1,
      lua`log(select("#", pcall(error)), select("#", pcall(${words('type', 'pcall', 'next')}, ${literal})))`,
    ],
    [1, lua`try(pcall, pcall, error, ${raised})`],
  ),
)

/** A statement that may go wrong, and logs how. */
export const probe: (scope: Scope) => Source = perScope((scope) =>
  weighted(
    [6, lua`try(function() return ${wild(scope)} end)`],
    [3, place(scope)],
    [2, raise(scope)],
    [1, lua`log(${bool(scope)}, ${num(scope)}, ${str(scope)})`],
  ),
)
