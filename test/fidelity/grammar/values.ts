import fc from 'fast-check'
import { oneOf, type Source, several, weighted, words } from './lua.js'

/**
 * Variables by what they hold throughout a program; x1 and x2 hold anything. The keys of t1 are numbers and booleans,
 * those of t2 strings: strings hash differently each time, and where a table has both kinds, that shows in its length.
 */
export const NAMES = {
  num: ['n1', 'n2', 'n3'],
  str: ['s1', 's2'],
  bool: ['b1'],
  tab: ['t1', 't2'],
  fun: ['f1', 'f2', 'f3'],
  any: ['x1', 'x2'],
} as const

export const numName = words(...NAMES.num)
export const strName = words(...NAMES.str)
export const boolName = words(...NAMES.bool)
export const tabName = words(...NAMES.tab)
export const anyName = words(...NAMES.any)

export const smallInt = fc.integer({ min: 0, max: 9 }).map(String)
/** For positions and counts: anything larger would take time or memory. */
export const position = words('1', '2', '3', '0', '5', '-1', '-2', '-9', '20', '1.5', '"2"')

const edgeNumber = words(
  '0',
  '1',
  '-0',
  '0.5',
  '-0.5',
  '1.5',
  '2.5',
  '3.0',
  '0.1',
  '1e15',
  '1e14',
  '1e16',
  '123456789012345',
  '9007199254740993',
  '2^53',
  '2^53+1',
  '-2^53',
  '2^31',
  '-2^31',
  '2^31-1',
  '2^32',
  '2^63',
  '-2^63',
  '2^64',
  '0xff',
  '0x7fffffff',
  '0xffffffff',
  '0x.8p1',
  '1e308',
  '5e-324',
  '2.2250738585072014e-308',
  '1e-5',
  '1e100',
  '1/0',
  '-1/0',
  '0/0',
  'math.huge',
  'math.pi',
  '1/3',
  '99999.5',
)

const decimal = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)

export const numLiteral: Source = weighted(
  [6, smallInt],
  [4, edgeNumber.map((text) => (/[-+/^]/.test(text) ? `(${text})` : text))],
  [1, fc.integer({ min: -1000, max: 1000 }).map((n) => `(${n})`)],
  [1, decimal.map((text) => `(${text})`)],
)

const plainString = words(
  '""',
  '"a"',
  '"b"',
  '"abc"',
  '"Hello, World"',
  '"key=value; k2=v2"',
  '"a,b,,c"',
  '"  trim me  "',
  '"10"',
  '"0x10"',
  '" 5 "',
  '"1e2"',
  '"-0"',
  '"inf"',
  '"nan"',
  '"1e"',
  '"0x"',
  '"1 2"',
  '"THE (quick) [brown] fox"',
  '"foo123bar45"',
  '"%d %s"',
  '"x"',
)

const escapedString = words(
  String.raw`"\65\066\x43"`,
  String.raw`"a\0b"`,
  String.raw`"\n\t\"\'\\"`,
  String.raw`"one\z
   two"`,
  String.raw`"\u{20AC}\u{7f}"`,
  String.raw`"\255\200"`,
  "'it\"s'",
  '[[long]]',
  '[==[a]]b]==]',
  '[[\nfirst line is dropped]]',
)

const randomString = several(
  fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  {
    max: 8,
    separator: '',
  },
).map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`)

export const strLiteral: Source = weighted([6, plainString], [2, escapedString], [1, randomString])

export const boolLiteral: Source = words('true', 'false')

/** Keys of t1, for which no error is raised. */
export const key: Source = weighted(
  [5, words('1', '2', '3', '4', '5', '6', '8', '16', '17')],
  [2, words('0', '-1', '1.5', '2^53', '33', '100', '1e300', '-0')],
  [1, words('true', 'false')],
)

/** Keys of t2. */
export const field: Source = words('x', 'y', 'name', 'n')

export const literal: Source = oneOf(numLiteral, strLiteral, boolLiteral, words('nil'))
