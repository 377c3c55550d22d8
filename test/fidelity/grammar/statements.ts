import { any, bool, call, list, num, record, str } from './expressions.js'
import { lua, oneOf, type Source, several, weighted, words } from './lua.js'
import { probe } from './probes.js'
import { deeper, perScope, type Scope } from './scope.js'
import { anyName, field, key, literal, numName, position, smallInt, strName, tabName } from './values.js'

const assignment: (scope: Scope) => Source = perScope((scope) =>
  weighted(
    [5, lua`${numName} = ${num(scope)}`],
    [3, lua`${strName} = cut(${str(scope)})`],
    [2, lua`b1 = ${bool(scope)}`],
    [2, lua`t1 = ${list(scope)}`],
    [1, lua`t2 = ${record(scope)}`],
    [3, lua`${anyName} = ${any(scope)}`],
    [2, lua`local ${numName} = ${num(scope)}`],
    [1, lua`local x1, x2 = ${any(scope)}, ${any(scope)}`],
    [1, lua`n1, n2 = n2, ${num(scope)}`],
    [1, lua`n1, s1, x1 = ${num(scope)}, cut(${str(scope)}), ${any(scope)}`],
    [1, lua`x1, x2 = ${scope.functions > 0 ? call(scope) : any(scope)}`],
  ),
)

// Only where a table may be met: with a metatable, each of these calls a metamethod.
const tableUse: (scope: Scope) => Source = perScope((scope) => {
  const x = any(deeper(scope))
  return weighted(
    [3, lua`t1[${key}] = ${x}`],
    [2, lua`t2.${field} = ${x}`],
    [2, lua`t1[#t1 + 1] = ${x}`],
    [1, lua`t1[${key}] = nil`],
    [1, lua`t1[1], t1[2] = t1[2], t1[1]`],
    [1, lua`n1, t1[n1] = ${smallInt}, ${x}`],
    [2, lua`table.insert(t1, ${x})`],
    [2, lua`table.insert(t1, ${words('1', '2', '#t1')}, ${x})`],
    [2, lua`log(table.remove(t1${words('', ', 1', ', 2')}))`],
    [1, lua`log(#t1, #t2, next({}), ${tabName})`],
    [1, lua`rawset(t1, ${key}, ${x})`],
    [1, lua`try(unpack, t1, ${words('1', '0', '2')}, ${words('1', '3', '#t1')})`],
    [2, sorting(scope)],
  )
})

const order = words('a < b', 'a > b', 'a % 3 < b % 3', 'a <= b', 'true', 'false', 'tostring(a) < tostring(b)')

const sorting: (scope: Scope) => Source = perScope((scope) =>
  oneOf(
    lua`do
  local list = {${several(num(deeper(scope)), { max: 9 })}}
  try(table.sort, list${words('', ', function(a, b) return a < b end')})
  log(list)
end`,
    lua`do
  local list, calls = {${several(smallInt, { max: 9 })}}, 0
  try(table.sort, list, function(a, b) calls = calls + 1 return ${order} end)
  log(list, calls)
end`,
    lua`try(table.sort, {${several(weighted([3, literal], [1, words('{}', 'nil')]), { max: 4 })}})`,
  ),
)

const library: (scope: Scope) => Source = perScope((scope) => {
  const s = str(deeper(scope))
  return weighted(
    [2, lua`log((${s}):byte(${position}, ${position}))`],
    [1, lua`try(string.char, ${several(num(deeper(scope)), { min: 1, max: 2 })})`],
    [1, lua`log(tostring(${num(scope)}), tostring(${num(scope)}))`],
    [1, lua`log(tonumber(${s}), tonumber(${s}, ${words('10', '16', '2', '36')}))`],
    [1, lua`log(math.modf(${num(scope)}))`],
    [1, lua`log(math.frexp(${num(scope)}))`],
    [1, lua`try(loadstring, "return " .. ${s})`],
    [1, lua`log(${several(any(scope), { min: 1, max: 4 })})`],
  )
})

/** A statement without statements in it. */
export const simple: (scope: Scope) => Source = perScope((scope) =>
  weighted(
    [6, assignment(scope)],
    [1, lua`log(${num(scope)})`],
    [2, library(scope)],
    ...(scope.tables
      ? ([
          [4, tableUse(scope)],
          [5, probe(scope)],
        ] as const)
      : []),
    ...(scope.functions > 0
      ? ([
          [2, lua`log(${call(scope)})`],
          [
            1,
            lua`try(f1${several(any(deeper(scope)), { max: 3 }).map((list) => (list ? `, ${list}` : ''))})`,
          ],
        ] as const)
      : []),
  ),
)
