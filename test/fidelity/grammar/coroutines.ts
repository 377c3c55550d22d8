import { any, num } from './expressions.js'
import { lua, type Source, several, weighted, words } from './lua.js'
import { perScope, type Scope } from './scope.js'
import { simple } from './statements.js'
import { literal, smallInt } from './values.js'

/** Coroutines resumed more often than they yield. */
export const coroutines: (scope: Scope) => Source = perScope((scope) => {
  const inner = { ...scope, depth: 1, varargs: false }
  const value = any(inner)
  const arguments_ = several(value, { max: 2 })
  const yielding = weighted(
    [3, lua`log("yielded", coroutine.yield(${arguments_}))`],
    [1, lua`for i = 1, ${smallInt} do spend() coroutine.yield(i, ${num(inner)}) end`],
    [1, lua`try(coroutine.yield, ${value})`],
    [1, lua`try(function() coroutine.yield(${value}) error(${literal}) end)`],
    [
      1,
      lua`log(setmetatable({}, {__add = function(a, b) return coroutine.yield("add", b) end}) + ${smallInt})`,
    ],
    [1, lua`log(setmetatable({}, {__index = function(_, k) return coroutine.yield("index", k) end}).x)`],
    [1, lua`for v in function() return coroutine.yield("next") end do spend() log(v) break end`],
    [
      1,
      words(
        'try(string.gsub, "ab", ".", coroutine.yield)',
        'try(table.sort, {3, 2, 1}, coroutine.yield)',
        'try(string.gsub, "ab", ".", function() coroutine.yield() end)',
      ),
    ],
    [1, simple(inner)],
    [1, lua`error(${literal})`],
    [
      1,
      words(
        'log(coroutine.running() ~= nil, coroutine.status(coroutine.running()))',
        'log(coroutine.resume(coroutine.running()))',
      ),
    ],
    [
      1,
      lua`xpcall(function() coroutine.yield(${value}) error("in xpcall") end, function(e) log(e) return e end)`,
    ],
  )
  const body = lua`function(a, ...)
log("started", a, ...)
${several(yielding, { min: 1, max: 3, separator: '\n' })}
return ${arguments_}
end`
  return weighted(
    [
      3,
      lua`do
local co = coroutine.create(${body})
for turn = 1, ${words('3', '5')} do
log(coroutine.status(co), coroutine.resume(co, ${value}, turn))
end
log(coroutine.status(co))
end`,
    ],
    [
      2,
      lua`do
local step = coroutine.wrap(${body})
for turn = 1, 4 do try(step, turn, ${value}) end
end`,
    ],
    [
      1,
      lua`for a, b in coroutine.wrap(function() for i = 1, ${smallInt} do coroutine.yield(i, ${value}) end end) do
spend()
log(a, b)
end`,
    ],
    [
      1,
      lua`try(coroutine.${words('resume', 'status', 'wrap', 'create', 'yield')}${several(literal, { max: 1 }).map((text) => (text ? `, ${text}` : ''))})`,
    ],
  )
})
