import { num } from './expressions.js'
import { lua, type Source, several, weighted, words } from './lua.js'
import { LEAF } from './scope.js'
import { key, smallInt } from './values.js'

const change = weighted(
  [4, lua`t[${weighted([3, smallInt], [1, key])}] = ${weighted([2, smallInt], [2, words('nil')])}`],
  [2, lua`t[#t + 1] = ${smallInt}`],
  [1, lua`t[#t] = nil`],
  [1, lua`table.insert(t, ${smallInt})`],
  [
    1,
    lua`for i = ${smallInt}, ${words('3', '9', '17', '33')} do t[i] = ${words('i', 'nil', 'i % 3 ~= 0 and i or nil')} end`,
  ],
  [1, lua`for i = ${words('8', '16', '40')}, 1, -${words('1', '2')} do t[i] = ${words('i', 'nil')} end`],
)

const start = weighted(
  [3, lua`{${several(weighted([2, smallInt], [1, words('nil')]), { max: 9 })}}`],
  [
    1,
    words(
      '{n1, nil, n2}',
      '{nil, nil, 3, nil}',
      '{[1] = 1, [2] = 2, [4] = 4}',
      '{(function() return 1, nil, 3 end)()}',
    ),
  ],
  [1, lua`require("table.new")(${smallInt}, ${smallInt})`],
)

const order = `local keys = {}
for k, v in pairs(t) do keys[#keys + 1] = tostring(k) end
log(table.concat(keys, " ", 1, #keys), #t)`

/** How tables of numbers grow, shrink, and are iterated. */
export const tables: Source = weighted(
  [
    3,
    lua`do
local t = ${start}
${several(change, { min: 1, max: 5, separator: '\nlog(#t)\n' })}
${words(order, 'log(#t, t, next(t))', 'log(#t, table.maxn(t), select("#", unpack(t)))')}
end`,
  ],
  [
    1,
    lua`do
local t = {${several(num(LEAF), { max: 5 })}}
log(${words('table.move(t, 1, 3, 2)', 'table.move(t, 2, 3, 1)', 'table.move(t, 1, 2, 1, {})', 'table.move(t, 1, 0, 5)')}, #t)
end`,
  ],
  [1, words('do\nlocal t = {1, 2, nil, 4, x = 1}\nrequire("table.clear")(t)\nlog(#t, t, next(t))\nend')],
  [
    1,
    lua`log(pcall(table.${words('foreach', 'foreachi')}, {${several(smallInt, { max: 4 })}}, function(k, v) log(k, v) if k == 3 then return v end end))`,
  ],
)
