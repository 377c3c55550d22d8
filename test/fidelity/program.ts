import fc from 'fast-check'
import { coroutines } from './grammar/coroutines.js'
import { debugging } from './grammar/debugging.js'
import { bool, list, record } from './grammar/expressions.js'
import { closures, fun } from './grammar/functions.js'
import { int64 } from './grammar/int64.js'
import { lines } from './grammar/lines.js'
import { loop } from './grammar/loops.js'
import { lua, type Source, several, weighted, words } from './grammar/lua.js'
import { metatables } from './grammar/metatables.js'
import { perScope, type Scope } from './grammar/scope.js'
import { simple } from './grammar/statements.js'
import { syntax } from './grammar/syntax.js'
import { tables } from './grammar/tables.js'
import { boolLiteral, literal, NAMES, numLiteral, strLiteral } from './grammar/values.js'

const block: (scope: Scope) => Source = perScope((scope) => {
  if (scope.depth <= 0) return several(simple({ ...scope, depth: 1 }), { max: 2, separator: '\n' })
  return several(statement(scope), { max: 3, separator: '\n' })
})

const branches: (scope: Scope) => Source = perScope((scope) => {
  const inner = block({ ...scope, depth: scope.depth - 1 })
  return weighted(
    [
      2,
      lua`if ${bool(scope)} then
${inner}
end`,
    ],
    [
      2,
      lua`if ${bool(scope)} then
${inner}
elseif ${bool(scope)} then
${inner}
else
${inner}
end`,
    ],
    [
      1,
      lua`do
${inner}
end`,
    ],
  )
})

const statement: (scope: Scope) => Source = perScope((scope) =>
  weighted(
    [12, simple(scope)],
    [2, branches(scope)],
    [3, loop(block)(scope)],
    [2, closures(scope)],
    [2, metatables(scope)],
    [2, coroutines(scope)],
    [2, syntax],
    [3, lines],
    [2, debugging],
    [1, int64],
    [2, tables],
    [1, lua`${words(...NAMES.fun)} = ${fun({ ...scope, functions: 0 })}`],
  ),
)

const WHOLE: Scope = { depth: 2, tables: true, functions: 3, varargs: false }
const DECLARED: Scope = { depth: 2, tables: false, functions: 0, varargs: false }
/** Function k calls only those before it. */
const functions = NAMES.fun.map((_, index) => fun({ ...WHOLE, functions: index }))

const values: readonly Source[] = [
  ...NAMES.num.map(() => numLiteral),
  ...NAMES.str.map(() => strLiteral),
  ...NAMES.bool.map(() => boolLiteral),
  list(DECLARED),
  record(DECLARED),
  ...NAMES.any.map(() => literal),
  ...functions,
]
const names: readonly string[] = [
  ...NAMES.num,
  ...NAMES.str,
  ...NAMES.bool,
  ...NAMES.tab,
  ...NAMES.any,
  ...NAMES.fun,
]

/**
 * A Lua program: it ends, does the same each time, and logs what it does; harness/fidelity's batch.lua
 * says with what. Only the variables it uses are declared.
 */
export const program: Source = fc
  .tuple(several(statement(WHOLE), { min: 1, max: 8, separator: '\n' }), fc.tuple(...values))
  .map(([body, initial]) => {
    let text = body
    // From the last one back: a function's text may name what is declared before it.
    for (let index = names.length - 1; index >= 0; index--) {
      const name = names[index]!
      if (uses(text, name)) text = `local ${name} = ${initial[index]}\n${text}`
    }
    const shown = names.filter((name) => !name.startsWith('f') && uses(text, name))
    return shown.length > 0 ? `${text}\nlog(${shown.join(', ')})` : text
  })

function uses(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text)
}
