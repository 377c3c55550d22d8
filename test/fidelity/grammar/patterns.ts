import fc from 'fast-check'
import { lua, oneOf, type Source, several, weighted, words } from './lua.js'

const character = words('a', 'b', 'o', '1', ' ', '=', ',', '%%', '%.', '%[', '%(', '-', 'x')
const classes = words(
  '.',
  '%a',
  '%d',
  '%s',
  '%w',
  '%l',
  '%u',
  '%p',
  '%x',
  '%c',
  '%A',
  '%D',
  '%S',
  '%W',
  '%g',
  '%z',
)
const sets = words(
  '[abc]',
  '[^abc]',
  '[a-z]',
  '[%w_]',
  '[^%s]',
  '[0-9a-f]',
  '[]]',
  '[^]]',
  '[a-]',
  '[%]]',
  '[^%w%s]',
  '[%a-z]',
)
const single = weighted([3, character], [3, classes], [2, sets])
const quantified = lua`${single}${words('', '', '*', '+', '-', '?')}`
const special = words('%b()', '%b[]', '%f[%w]', '%f[%W]', '()')
const captured = lua`(${quantified})`
const item = weighted([5, quantified], [2, captured], [1, special])
const backReference = lua`(${single})${quantified}%1`

const wellFormed = lua`${words('', '', '', '^')}${several(item, { min: 1, max: 3, separator: '' })}${words('', '', '', '$')}`

/** A pattern that is one, as a Lua string. Short: the cost of matching grows by a power with its length. */
export const pattern: Source = weighted([6, wellFormed], [1, backReference]).map((text) => `"${text}"`)

/** Most are malformed. */
export const wildPattern: Source = several(
  words(
    'a',
    '.',
    '%',
    '[',
    ']',
    '^',
    '$',
    '(',
    ')',
    '%1',
    '%2',
    '%b',
    '%bx',
    '%f',
    '[a',
    '[^',
    '[%',
    '*',
    '-',
    '()',
    '%w',
  ),
  { min: 1, max: 4, separator: '' },
).map((text) => `"${text}"`)

/** The replacement string of gsub, for a pattern with no capture of its own. */
export const replacement: Source = oneOf(
  words('"-"', '"%0"', '"<%0>"', '"%1"', '""', '"%%"', '"%1%1"'),
  fc.constant('"[%0]%0"'),
)

export const wildReplacement: Source = words(
  '"%"',
  '"%2"',
  '"%9"',
  '"%a"',
  'nil',
  'true',
  '{}',
  '1',
  '"%1%0"',
)
