import { format } from './formats.js'
import { lua, type Source, several, weighted, words } from './lua.js'
import { pattern, replacement } from './patterns.js'
import { deeper, perScope, type Scope } from './scope.js'
import {
  anyName,
  boolLiteral,
  boolName,
  field,
  key,
  literal,
  numLiteral,
  numName,
  position,
  smallInt,
  strLiteral,
  strName,
  tabName,
} from './values.js'

// Each function gives expressions of one type that raise no error by themselves.

/** Nothing at all where a scope does not allow it. */
function when(allowed: boolean, ...options: (readonly [number, Source])[]): (readonly [number, Source])[] {
  return allowed ? options : []
}

const callback = words('c', 'd', 'nil', 'false', '#tostring(c)', '"<" .. tostring(c) .. ">"')

export const num: (scope: Scope) => Source = perScope((scope) => {
  const leaf = [
    [3, numLiteral],
    [5, numName],
  ] as const
  if (scope.depth <= 0) return weighted(...leaf)
  const inner = deeper(scope)
  const [a, b] = [num(inner), num(inner)]
  return weighted(
    ...leaf,
    [8, lua`(${a} ${words('+', '-', '*', '/', '%')} ${b})`],
    [1, lua`(${a} ^ ${words('2', '3', '-1', '0.5', '0', '10')})`],
    [2, lua`(-${a})`],
    [2, lua`#${weighted([2, strName], [1, lua`(${str(inner)})`])}`],
    [2, lua`math.${words('floor', 'ceil', 'abs', 'sqrt')}(${a})`],
    [2, lua`math.${words('max', 'min', 'fmod')}(${a}, ${b})`],
    [1, lua`(select(${words('1', '2', '-1')}, math.${words('modf', 'frexp')}(${a})))`],
    [1, lua`math.ldexp(${a}, ${smallInt})`],
    [2, lua`bit.${words('band', 'bor', 'bxor', 'lshift', 'rshift', 'arshift', 'rol', 'ror')}(${a}, ${b})`],
    [1, lua`bit.${words('bnot', 'tobit', 'bswap')}(${a})`],
    [2, lua`num(tonumber(${str(inner)}))`],
    [1, lua`num(tonumber(${strName}, ${words('2', '8', '10', '16', '36')}))`],
    [1, lua`num(${str(inner)}:byte(${position}))`],
    [2, lua`num((${str(inner)}:find(${pattern})))`],
    [1, lua`(${words('"10"', '"0x10"', '" 5 "', '"1e2"', '"-0"')} ${words('+', '*', '-', '/', '%')} ${a})`],
    [1, lua`(${bool(inner)} and ${a} or ${b})`],
    [1, lua`rnd(${smallInt}${words('', ', 10', ', 5, 6', ', -3, 3')})`],
    ...when(
      scope.tables,
      [3, lua`#${words('t1', 't1', 't2')}`],
      [2, lua`num(t1[${key}])`],
      [1, lua`table.maxn(${tabName})`],
    ),
    ...when(scope.varargs, [1, lua`select("#", ...)`], [1, lua`num((...))`]),
    ...when(scope.functions > 0, [2, lua`num((${call(inner)}))`]),
  )
})

export const str: (scope: Scope) => Source = perScope((scope) => {
  const leaf = [
    [3, strLiteral.map((text) => `(${text})`)],
    [4, strName],
  ] as const
  if (scope.depth <= 0) return weighted(...leaf)
  const inner = deeper(scope)
  const s = str(inner)
  return weighted(
    ...leaf,
    [4, lua`(${weighted([3, s], [1, num(inner)])} .. ${weighted([3, s], [1, num(inner)])})`],
    [3, lua`tostring(${weighted([3, num(inner)], [1, bool(inner)], [1, words('nil')])})`],
    [4, format],
    [2, lua`${s}:${words('upper', 'lower', 'reverse')}()`],
    [2, lua`${s}:sub(${position}, ${position})`],
    [1, lua`${s}:rep(${words('0', '1', '3', '-1', '2.9')}${words('', ', ","', ', ""')})`],
    [3, lua`(${s}:gsub(${pattern}, ${replacement}${words('', ', 1', ', 0', ', 2')}))`],
    [1, lua`(${s}:gsub(${pattern}, {a = "A", ["1"] = 2, o = false}))`],
    [1, lua`(${s}:gsub(${pattern}, function(c, d) return ${callback} end))`],
    [3, lua`cut((${s}:match(${pattern}${words('', '', ', 2', ', -3')})))`],
    [1, lua`type(${any(inner)})`],
    [1, lua`string.char(${several(words('65', '97', '48', '0', '255'), { max: 3 })})`],
    [1, lua`bit.tohex(${num(inner)}${words('', ', 4', ', -4', ', 0')})`],
    [1, lua`cut(${any(inner)})`],
    [1, lua`(${bool(inner)} and ${s} or ${strName})`],
    [
      1,
      lua`table.concat({${several(weighted([2, num(inner)], [1, s]), { max: 4 })}}, ${words('","', '""', '"--"')})`,
    ],
    ...when(scope.functions > 0, [1, lua`cut((${call(inner)}))`]),
  )
})

export const bool: (scope: Scope) => Source = perScope((scope) => {
  const leaf = [
    [2, boolLiteral],
    [3, boolName],
  ] as const
  if (scope.depth <= 0) return weighted(...leaf)
  const inner = deeper(scope)
  return weighted(
    ...leaf,
    [5, lua`(${num(inner)} ${words('<', '<=', '>', '>=', '==', '~=')} ${num(inner)})`],
    [3, lua`(${str(inner)} ${words('<', '<=', '>', '>=', '==', '~=')} ${str(inner)})`],
    [1, lua`(not ${any(inner)})`],
    [1, lua`(${bool(inner)} ${words('and', 'or')} ${bool(inner)})`],
    [1, lua`rawequal(${any(inner)}, ${any(inner)})`],
    [1, lua`(${str(inner)}:find(${pattern}) ~= nil)`],
    ...when(
      scope.tables,
      [2, lua`(${any(inner)} ${words('==', '~=')} ${any(inner)})`],
      [1, lua`(next(${tabName}) == nil)`],
    ),
  )
})

/** A table that may become t1. */
export const list: (scope: Scope) => Source = perScope((scope) => {
  const leaf = [
    [1, words('{}')],
    [2, words(scope.tables ? 't1' : '{}')],
  ] as const
  if (scope.depth <= 0) return weighted(...leaf)
  const inner = deeper(scope)
  const item = weighted([6, any(inner)], [2, words('nil')], [2, lua`[${key}] = ${any(inner)}`])
  return weighted(
    ...leaf,
    [4, lua`{${several(num(inner), { max: 6 })}}`],
    [6, lua`{${several(item, { max: 7 })}}`],
    [1, lua`{[true] = 1, (${str(inner)}):byte(1, 3)}`],
    ...when(scope.varargs, [2, lua`{...}`], [1, lua`{${any(inner)}, ...}`]),
    ...when(scope.functions > 0, [1, lua`{${call(inner)}}`], [1, lua`{${call(inner)}, 1}`]),
  )
})

/** A table that may become t2. */
export const record: (scope: Scope) => Source = perScope((scope) => {
  const name = words(scope.tables ? 't2' : '{}')
  if (scope.depth <= 0) return name
  const inner = deeper(scope)
  const item = lua`${weighted([3, field], [1, words('["1"]', '["a b"]', '[""]')])} = ${any(inner)}`
  return weighted([1, name], [4, lua`{${several(item, { max: 4 })}}`])
})

export const tab: (scope: Scope) => Source = perScope((scope) =>
  weighted([2, list(scope)], [1, record(scope)]),
)

export const any: (scope: Scope) => Source = perScope((scope) => {
  const leaf = [
    [3, literal],
    [3, anyName],
    [2, numName],
    [1, strName],
  ] as const
  if (scope.depth <= 0) return weighted(...leaf)
  const inner = deeper(scope)
  return weighted(
    ...leaf,
    [4, num(inner)],
    [4, str(inner)],
    [2, bool(inner)],
    [2, tab(inner)],
    [1, lua`(${any(inner)} ${words('and', 'or')} ${any(inner)})`],
    [1, lua`(${str(inner)}:match(${pattern}))`],
    [1, lua`tonumber(${str(inner)})`],
    ...when(
      scope.tables,
      [3, lua`${tabName}[${weighted([3, key], [1, words('"x"', '"1"')])}]`],
      [2, lua`${tabName}.${field}`],
      [1, lua`rawget(${tabName}, ${key})`],
    ),
    ...when(
      scope.varargs,
      [1, words('(...)')],
      [1, lua`(select(${words('1', '2', '-1')}, ${any(inner)}, ...))`],
    ),
    ...when(scope.functions > 0, [2, lua`(${call(inner)})`]),
  )
})

/** A call that gives any number of values. */
export const call: (scope: Scope) => Source = perScope((scope) => {
  const names = ['f1', 'f2', 'f3'].slice(0, scope.functions)
  const inner = deeper(scope)
  return lua`${words(names[0]!, ...names.slice(1))}(${several(any(inner), { max: 3 })})`
})
