import fc from 'fast-check'
import { any, bool, num, str, tab } from './expressions.js'
import { lua, type Source, several, weighted, words } from './lua.js'
import { pattern } from './patterns.js'
import { deeper, perScope, type Scope } from './scope.js'
import { simple } from './statements.js'
import { numName, smallInt } from './values.js'

const label = fc.integer({ min: 1, max: 99 }).map((n) => `l${n}`)

const start = words('1', '0', '3', '-2', '0.1', '2^53', '-0', '"1"', 'n1')
const limit = words('3', '5', '1', '0', '-3', '1.05', '2^53+4', '1/0', '0/0', 'n2', '#s1')
const step = words('', '', ', 1', ', 2', ', -1', ', 0.25', ', 0.1', ', -0.5', ', 0', ', 1e308')

/** Enough turns that LuaJIT compiles it, and simple enough that it does. */
const hotLoop: (scope: Scope) => Source = perScope((scope) => {
  const within = { ...scope, depth: 1, functions: 0, varargs: false }
  const i = words('i', 'i', 'i % 7', 'n1', 'i * 0.5')
  const body = weighted(
    [3, lua`${numName} = ${num(within)} ${words('+', '-', '*', '%')} ${i}`],
    [2, lua`n1 = n1 + ${i}`],
    [1, lua`n2 = ${words('bit.bxor', 'bit.band', 'math.max', 'math.fmod', 'bit.lshift')}(n2, ${i})`],
    [1, lua`t1[i ${words('', '% 10', '* 2', '+ 0.5')}] = ${words('i', 'n1', 's1', 'nil')}`],
    [1, lua`s1 = cut(s1 .. ${i})`],
    [
      1,
      lua`s2 = ("${words('%d', '%g', '%5.2f', '%x', '%s')}"):format(i${words('', ' / 3', ' - 60', ' * 1e15')})`,
    ],
    [1, lua`if ${words('i % 3 == 0', 'n1 > i', 'i < 70', 't1[i]')} then n3 = n3 + 1 end`],
    [1, lua`b1 = ${bool(within)}`],
    [1, lua`n3 = num(t1[i % 5]) + #t1`],
    [1, lua`if i > 100 then ${simple(within)} end`],
  )
  return lua`for i = 1, ${words('150', '70', '200')} do
spend()
${several(body, { min: 1, max: 3, separator: '\n' })}
end
log(n1, n2, n3, s1, s2, b1)`
})

/** Loops of every kind around a body. */
export function loop(body: (scope: Scope) => Source): (scope: Scope) => Source {
  return perScope((scope) => {
    const inner = deeper(scope)
    const block = body(inner)
    return weighted(
      [
        3,
        lua`for i = ${start}, ${limit}${step} do
spend()
log(i)
${block}
end`,
      ],
      [
        2,
        lua`while ${bool(scope)} do
spend()
${block}
if ${bool(scope)} then break end
end`,
      ],
      [
        2,
        lua`repeat
spend()
local done = ${bool(scope)}
${block}
until done`,
      ],
      [
        2,
        lua`for i, v in ipairs(${tab(scope)}) do
spend()
log(i, v)
${block}
end`,
      ],
      [
        1,
        lua`for k, v in next, {${several(num(scope), { max: 4 })}} do
spend()
log(k, v)
end`,
      ],
      [
        2,
        lua`for a, b in (${str(scope)}):gmatch(${pattern}) do
spend()
log(a, b)
${block}
end`,
      ],
      [
        1,
        lua`for i, x in function(s, c) if c < s then return c + 1, ${any(inner)} end end, ${smallInt}, ${smallInt} do
spend()
${block}
end`,
      ],
      [
        1,
        fc.tuple(label, bool(scope), block).map(
          ([name, condition, inside]) => `for i = 1, 4 do
spend()
if ${condition} then goto ${name} end
log(i)
${inside}
::${name}::
end`,
        ),
      ],
      [
        1,
        fc.tuple(label, numName, smallInt, block).map(
          ([name, counter, count, inside]) => `do
local turns = 0
::${name}::
spend()
turns = turns + 1
${inside}
if turns < ${count} then goto ${name} end
log(turns, ${counter})
end`,
        ),
      ],
      [5, hotLoop(scope)],
    )
  })
}
