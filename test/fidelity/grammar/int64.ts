import { lua, type Source, several, weighted, words } from './lua.js'
import { numName } from './values.js'

const integer = weighted(
  [3, words('0LL', '1LL', '7LL', '(-3LL)', '10ULL', '0xffULL', '(-1ULL)')],
  [
    2,
    words(
      '9223372036854775807LL',
      '(-9223372036854775807LL - 1)',
      '0x8000000000000000LL',
      '18446744073709551615ULL',
    ),
  ],
  [1, words('4294967296LL', '2147483648LL', '9007199254740993LL', '(2^53 + 0LL)')],
)
const other = weighted(
  [4, integer],
  [2, numName],
  [2, words('2', '0.5', '(-1)', '2^31', '1e10', '3')],
  [1, words('"5"', 'nil', '{}', 'true')],
)

const expression = weighted(
  [6, lua`${integer} ${words('+', '-', '*', '/', '%', '^', '..')} ${other}`],
  [2, lua`${other} ${words('+', '-', '*', '/', '%')} ${integer}`],
  [3, lua`${integer} ${words('<', '<=', '==', '~=', '>', '>=')} ${other}`],
  [1, lua`-${integer}`],
  [2, lua`tostring(${integer} ${words('+', '*', '%', '/')} ${integer})`],
  [1, lua`tonumber(${integer})`],
  [2, lua`bit.${words('band', 'bor', 'bxor', 'lshift', 'rshift', 'arshift', 'rol')}(${integer}, ${other})`],
  [1, lua`bit.${words('bnot', 'bswap', 'tobit', 'tohex')}(${integer})`],
  [1, lua`("%${words('d', 'x', '5d', 'u', 's', 'g', 'c', 'q')}"):format(${integer})`],
  [1, lua`type(${integer}), #tostring(${integer})`],
  [1, lua`math.${words('floor', 'max', 'abs')}(${integer}, 1)`],
  [1, lua`({[${integer}] = 1})[${integer}]`],
  [1, lua`(${integer})${words('.x', '()', '[1]', ':y()')}`],
)

/** LuaJIT's 64-bit integers. */
export const int64: Source = several(lua`try(function() return ${expression} end)`, {
  min: 1,
  max: 2,
  separator: '\n',
})
