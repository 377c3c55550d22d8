import { any } from './expressions.js'
import { lua, type Source, several, weighted, words } from './lua.js'
import { LEAF } from './scope.js'
import { literal } from './values.js'

const value = any(LEAF)

// What the frames of a stopped coroutine are called depends on how each function was called. Left out is what is known
// to differ (known-differences.json): a coroutine that stopped in a callback of C, and unnamed frames of builtins.
const callOf = words(
  'inner(...)',
  't.method(...)',
  't:method(...)',
  '(inner)(...)',
  'global_inner(...)',
  't[1](...)',
  '(t + 1)',
  't.missing',
  'pcall(inner, ...)',
  'select(2, pcall(t.method, ...))',
  'up(...)',
)

const stack: Source = lua`do
local function inner(...) ${words('', 'local kept = 1 ')}${words('coroutine.yield(...)', 'error("deep")', 'local x = nil + 1')} end
local up = function(...) inner(...) return 1 end
global_inner = inner
local t = setmetatable({method = inner, inner}, {__add = inner, __index = function(_, k) inner(k) return 1 end})
local co = coroutine.create(function(...)
local a = ${callOf}
${words('return a', 'return inner(a)', 'inner(a) return a', '')}
end)
log(coroutine.resume(co, ${value}))
log(debug.traceback(co${words('', ', "message"', ', "message", 1', ', nil', ', {} == 1')}))
for level = 0, 3 do
local info = debug.getinfo(co, level, "${words('Sln', 'nl', 'S', 'Slnu')}")
if info then log(level, info.name, info.namewhat, info.currentline, info.what, info.short_src, info.linedefined, info.nups) end
end
end`

const inspection = weighted(
  [
    2,
    lua`do
local function f(a, b, ...) local c = ${literal} log(debug.getlocal(1, ${words('1', '2', '3')})) return c end
f(${several(literal, { max: 3 })})
local info = debug.getinfo(f, "SLunl")
log(info.nups, info.linedefined, info.lastlinedefined, info.what, info.nparams, info.isvararg, info.activelines and #info.activelines)
log(debug.getupvalue(f, ${words('1', '2', '5')}))
end`,
  ],
  [
    1,
    lua`do
local u, v = ${literal}, ${literal}
local function f() return u, v end
log(debug.setupvalue(f, ${words('1', '2', '3')}, ${literal}), f())
end`,
  ],
  [
    1,
    lua`try(debug.${words('getlocal', 'getupvalue', 'getmetatable', 'getfenv')}, ${several(literal, { min: 1, max: 2 })})`,
  ],
  [1, words('log(debug.getinfo(1, "l").currentline, debug.getinfo(print).what)')],
  [
    1,
    lua`log(select("#", debug.getinfo(${words('1', '2')}, "n").name), debug.getinfo(${words('50', '999')}))`,
  ],
)

/** The debug library, of which messages and tracebacks are made. */
export const debugging: Source = weighted([3, stack], [2, inspection])
