import { any, num } from './expressions.js'
import { lua, type Source, several, weighted, words } from './lua.js'
import { deeper, perScope, type Scope } from './scope.js'
import { simple } from './statements.js'
import { field, literal, numName, smallInt } from './values.js'

const results: (scope: Scope) => Source = perScope((scope) =>
  weighted(
    [3, lua`return ${several(any(deeper(scope)), { min: 1, max: 3 })}`],
    [1, words('return')],
    [1, words('')],
    [1, words(scope.varargs ? 'return ...' : 'return a')],
    [1, words(scope.varargs ? 'return select("#", ...), a' : 'return b, a')],
  ),
)

// Parameters are taken into variables of the known types, so that the body works whatever is passed.
const taking = words(
  '',
  '  local n3, s2 = num(a), cut(b)\n',
  '  local x2 = b\n',
  '  a = a or 1\n  local n1 = num(a)\n',
)

/** A function of two parameters, perhaps with more in `...`; it calls only functions the scope allows. */
export const fun: (scope: Scope) => Source = perScope((scope) => {
  const inner = { ...deeper(scope), varargs: false }
  const more = { ...inner, varargs: true }
  const make = (within: Scope, parameters: string): Source =>
    lua`function(${words(parameters)})
${taking}${several(simple(within), { max: 3, separator: '\n' })}
${results(within)}
end`
  return weighted([2, make(inner, 'a, b')], [1, make(more, 'a, b, ...')], [1, make(more, '...')])
})

/** Closures with upvalues that are shared, or one for each turn of a loop. */
export const closures: (scope: Scope) => Source = perScope((scope) => {
  const n = num(deeper(scope))
  return weighted(
    [
      2,
      lua`do
  local count = ${n}
  local function up(by) count = count + (by or 1) return count end
  local function get() return count end
  log(up(), up(${n}), get())
end`,
    ],
    [
      2,
      lua`do
  local fs = {}
  for i = 1, 3 do
    local own = i * ${n}
    fs[i] = function(x) own = own + num(x) return own, i end
  end
  log(fs[1](${n}))
  log(fs[3](1), fs[1](2), fs[2]())
end`,
    ],
    [
      1,
      lua`do
  local function fib(n) spend() if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
  log(fib(${smallInt}))
end`,
    ],
    [
      1,
      lua`do
  local function count(n, ...) spend() if n <= 0 then return select("#", ...), ... end return count(n - 1, n, ...) end
  log(count(${smallInt}, ${several(literal, { min: 1, max: 2 })}))
end`,
    ],
    [
      1,
      lua`do
  local object = {${field} = ${n}, total = 0}
  function object.make(n) return {value = n} end
  function object:add(n, ...) self.total = self.total + n return self, ... end
  log(object:add(${n}):add(${numName}, ${literal}).total, object.make(${n}).value)
  try(object.add, ${literal}, ${n})
end`,
    ],
    [
      1,
      lua`do
  local env = setmetatable({${field} = ${n}}, {__index = getfenv(1)})
  log(setfenv(function() extra = ${n} return extra, ${field} end, env)(), env, extra)
end`,
    ],
    [
      1,
      lua`log((function(...) local a, b = ... return b, a, select("#", ...) end)(${several(any(deeper(scope)), { max: 3 })}))`,
    ],
  )
})
