import { luaString } from '../../../harness/prelude/job.js'
import { lua, type Source, several, weighted, words } from './lua.js'
import { literal, strLiteral } from './values.js'

const token = weighted(
  [4, words('x', 'y', 'f', '1', '"s"', '{}', 'nil', '...', '0x1p4', '1..2', '3x', '0xz', '1e', '.5')],
  [
    4,
    words(
      '=',
      '(',
      ')',
      ',',
      '{',
      '}',
      '[',
      ']',
      '.',
      ':',
      ';',
      '::',
      '..',
      '+',
      '-',
      '#',
      '==',
      '~=',
      '<',
      '%',
      '^',
    ),
  ],
  [
    4,
    words(
      'local',
      'function',
      'end',
      'if',
      'then',
      'else',
      'elseif',
      'do',
      'while',
      'for',
      'in',
      'repeat',
      'until',
      'return',
      'break',
      'goto',
      'not',
      'and',
      'or',
    ),
  ],
  [
    1,
    words(
      '~',
      '!',
      '@',
      '&',
      '|',
      '?',
      '\\',
      '"',
      "'",
      '[[',
      '[=',
      '--[[',
      '`',
      '$',
      '//',
      '<<',
      '\\n',
      '\u00e9',
    ),
  ],
)

const tokens = several(token, { min: 1, max: 6, separator: ' ' })

const nearly = weighted(
  [2, lua`local x = ${literal} ${token} return x`],
  [2, lua`return ${several(literal, { min: 1, max: 3, separator: ' ' })}`],
  [2, lua`if x then ${tokens} end`],
  [2, lua`f(${tokens}) return 1`],
  [1, lua`for i = 1, 2 do ${tokens} end`],
  [1, lua`local function f(a, ${token}) return a end`],
  [1, lua`do goto a ${tokens} ::a:: end`],
  [
    1,
    lua`while true do ${words('break x = 1', 'goto continue', 'local y ::continue::', '::a:: ::a::', 'break break', 'goto a local z ::a:: z = 1')} end`,
  ],
  [
    1,
    lua`return "${words('\\q', '\\300', '\\x1', '\\xgg', '\\u{}', '\\u{110000}', '\\u20', '\\z', 'a\nb', '\\', '\\9', '\\0')}"`,
  ],
  [1, lua`x = ${strLiteral} y${words('', ' = ', '.', ':z', '[1', '()')}`],
)

/** Sources most of which do not compile: the message is what is compared. */
export const syntax: Source = weighted([2, tokens], [3, nearly]).map(
  (text) => `log((select(2, loadstring(${luaString(Buffer.from(text))}, "=s"))))`,
)
