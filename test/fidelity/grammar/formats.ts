import { lua, type Source, several, weighted, words } from './lua.js'
import { numLiteral, numName, strLiteral, strName } from './values.js'

const flags = words('', '', '', '-', '0', '+', ' ', '#', '-0', '+0', '# ')
const width = words('', '', '1', '5', '12', '20')
const precision = words('', '', '.0', '.1', '.2', '.3', '.5', '.10', '.14', '.17', '.20', '.')
const floating = words('f', 'e', 'g', 'E', 'G', 'a', 'A', 'g', 'f')
const whole = words('d', 'i', 'u', 'x', 'X', 'o')

const number = weighted([2, numName], [3, numLiteral])
const string = weighted([2, strName], [3, strLiteral])

const floats = lua`("%${flags}${width}${precision}${floating}"):format(${number})`
const integers = lua`("%${flags}${width}${precision}${whole}"):format(${number})`
const strings = lua`("%${words('', '-')}${width}${words('', '.0', '.2', '.10')}s"):format(${weighted([3, string], [1, number], [1, words('nil', 'true')])})`
const quoted = lua`("%q"):format(${weighted([3, string], [1, number])})`
const chars = lua`("%c%5c"):format(${words('65', '0', '255', '97.9', '"66"')}, ${words('66', '10')})`
const coerced = lua`("%d %s %g"):format(${words('"10"', '"0x10"', '3.99', '-3.99', '" 7 "')}, ${number}, ${words('"1e2"', '"5"', '0.1')})`

/** A formatted string, by directives that take what they are given. */
export const format: Source = weighted(
  [4, floats],
  [3, integers],
  [2, strings],
  [1, quoted],
  [1, chars],
  [1, coerced],
)

const wildDirective = lua`%${words('', '-', '+0', '--', '-+ #0')}${words('', '5', '99', '100')}${words('', '.5', '.99', '.100')}${words('d', 's', 'q', 'c', 'f', 'y', '', 'i', 'p', 'x', 'a', '%', 'l')}`

/** The text of a format that may be none. */
export const wildFormat: Source = several(wildDirective, { min: 1, max: 2, separator: ' ' }).map(
  (text) => `"${text}"`,
)
