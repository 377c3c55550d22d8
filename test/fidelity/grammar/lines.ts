import { lua, type Source, several, weighted, words } from './lua.js'
import { field, literal, numName, strName, tabName } from './values.js'

// An error has the line of one instruction: of which, shows only where an expression goes over several lines.
const gap = words(' ', ' ', '\n', '\n\n')
const operand = weighted(
  [3, numName],
  [2, strName],
  [2, tabName],
  [1, literal],
  [1, words('undefined', 't1.x', 'nil', 't1[1]', 'x1')],
)
const operator = words('+', '..', '<', '*', '==', '-', '^', 'and', 'or', '>=')
const list = several(operand, { max: 3, separator: ',\n' })

const failing = weighted(
  [3, lua`${operand}${gap}${operator}${gap}${operand}`],
  [2, lua`${operand}${gap}${operator}${gap}${operand}${gap}${operator}${gap}${operand}`],
  [
    1,
    lua`(${operand}${gap}${operator}${gap}${operand})${gap}${operator}${gap}(${operand}${gap}..${gap}${operand})`,
  ],
  [2, lua`${words('undefined', 't1.x', 's1', 'x1', 't1')}(${gap}${list}${gap})`],
  [2, lua`${words('t1', 's1', 'x1', 't2')}:${field}(${gap}${list}${gap})`],
  [1, lua`${words('t1', 's1', 'x1')}${gap}.${gap}${field}${gap}.${gap}${field}${gap}(${gap}${list})`],
  [1, lua`${words('s1:upper()', 't1', 's1')}${gap}:${field}${gap}()${gap}:${field}()`],
  [
    2,
    lua`${words('string.rep', 'table.concat', 'math.ldexp', 'setmetatable', 'ipairs', 'error', 'assert')}(${gap}${list}${gap})`,
  ],
  [
    1,
    lua`{${gap}${list},${gap}${operand}${gap}${operator}${gap}${operand},${gap}[${operand}]${gap}=${gap}${operand}${gap}}`,
  ],
  [1, lua`${words('-', '#', 'not ', '- -')}${gap}${operand}`],
  [1, lua`(function()${gap}return${gap}${operand}${gap}+${gap}${operand}${gap}end)()`],
  [
    1,
    lua`${words('undefined', 't1.x', 's1')}${gap}${words('"text"', '[[\n\n]]', '{}', '{\n1}', `{\n${'{}'}\n}`)}`,
  ],
)

const statements = weighted(
  [4, lua`return ${gap}${failing}`],
  [2, lua`local a,${gap}b${gap}=${gap}${failing}${gap},${gap}${failing}`],
  [1, lua`${tabName}.${field}${gap}=${gap}${failing}`],
  [1, lua`undefined${gap}.${field}${gap}=${gap}${operand}`],
  [1, lua`x1[${gap}${operand}${gap}]${gap}=${gap}${operand}`],
  [1, lua`if${gap}${failing}${gap}then${gap}return 1${gap}end`],
  [1, lua`for i =${gap}${operand},${gap}${operand}${gap}do spend()${gap}break${gap}end`],
  [1, lua`for k in${gap}${operand},${gap}${operand}${gap}do spend()${gap}break${gap}end`],
  [1, lua`local f = function()${gap}return ${failing}${gap}end${gap}return f()`],
  [1, lua`error(${gap}"here",${gap}${words('1', '2')}${gap})`],
  [1, lua`repeat spend()${gap}until${gap}${failing}${gap}or${gap}true`],
)

const given = 'n1, n2, n3, s1, s2, t1, t2, x1'

/** Code over several lines that mostly goes wrong on one of them; compiled apart, as a line end may make it no program. */
export const lines: Source = lua`compile([=====[local ${words(given)} = ...
${statements}]=====], ${words(given)})`
