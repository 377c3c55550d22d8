import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText, numberText, quote, sortedPairs } from '../../harness/observations/canonical.js'
import { decodeList } from '../../harness/observations/values.js'
import { int, num, str, table } from '../builders.js'
import { encodeList, reordered, valueLists } from './encoding.js'

const byValue = (text: string) => canonicalText(decodeList(text), { numbers: 'value', order: false })
const exact = (text: string) => canonicalText(decodeList(text), { numbers: 'kind', order: true })

describe('what is equal as a value', () => {
  test.each([
    ['the kind of a number', '[n5]', '[i5]'],
    ['the kind of a number', '[i5]', '[f5]'],
    ['the way a number is written', '[n100]', '[n1e+02]'],
    ['the sign of nan', '[n-nan]', '[nnan]'],
    ['the order of keys', '[{1:"a"=n1,"b"=n2}]', '[{1:"b"=n2,"a"=n1}]'],
    ['identities that follow from the order', '[{1:"a"={2:},"b"={3:}}]', '[{1:"b"={2:},"a"={3:}}]'],
    [
      'large integer keys',
      '[{1:i9007199254740992=n1,i9007199254740993=n2}]',
      '[{1:i9007199254740993=n2,i9007199254740992=n1}]',
    ],
  ])('%s does not matter: %s and %s', (_, a, b) => {
    expect(byValue(a)).toBe(byValue(b))
  })
})

describe('what is not', () => {
  test.each([
    ['[n0]', '[n-0]'],
    ['[n1]', '["1"]'],
    ['[n0.1]', '[n0.10000000000000002]'],
    ['[i9007199254740993]', '[f9007199254740992]'],
    ['[nil]', '[]'],
    ['[nil]', '[false]'],
    ['[true]', '["true"]'],
    ['[{1:}]', '[{1^:}]'],
    ['[{1:},@1]', '[{1:},{2:}]'],
    ['[{1:n1=n1}]', '[{1:"1"=n1}]'],
    ['[<function 1>]', '[<thread 1>]'],
    ['[<function 1>,@1]', '[<function 1>,<function 2>]'],
    ['[<cdata 1 "5LL">]', '[<cdata 1 "5ULL">]'],
    ['["a\\000b"]', '["a"]'],
  ])('%s and %s', (a, b) => {
    expect(byValue(a)).not.toBe(byValue(b))
  })
})

test('the exact form keeps the kind of numbers', () => {
  expect(exact('[n5,i5,f5,fnan]')).toBe('[n5,i5,f5,fnan]')
})

test.each([
  ['[{1:"a"=n1,"b"=n2}]', '[{1:"a"=n1,"b"=n2}]'],
  ['[{1:"b"=n2,"a"=n1}]', '[{1:"a"=n1,"b"=n2~2,1}]'],
  ['[{1:"x"=n0,n2=n0,true=n0,n-1=n0,false=n0}]', '[{1:false=n0,true=n0,n-1=n0,n2=n0,"x"=n0~5,3,4,2,1}]'],
])('the exact form of %s tells the order of iteration', (text, expected) => {
  expect(exact(text)).toBe(expected)
})

test('keys are sorted by kind, then number, then byte, and those without an order stay behind as iterated', () => {
  const keys = ['"B"', '{2:}', '"a"', '"\\255"', '""', 'ninf', 'n10', 'n9', 'n-inf', '<function 3>', 'false']
  const text = `[{1:${keys.map((key) => `${key}=true`).join(',')}}]`
  expect(byValue(text)).toBe(
    '[{1:false=true,n-inf=true,n9=true,n10=true,ninf=true,""=true,"B"=true,"a"=true,"\\255"=true,{2:}=true,<function 3>=true}]',
  )
})

test('sortedPairs tells where each pair was', () => {
  const { pairs, permutation } = sortedPairs(
    table([
      [str('b'), num(1)],
      [int(3), num(2)],
      [str('a'), num(3)],
    ]),
  )
  expect(pairs.map(([, value]) => value)).toEqual([num(2), num(3), num(1)])
  expect(permutation).toEqual([2, 3, 1])
})

test.each([
  ['5', 'number', '5'],
  ['1e+02', 'float', '100'],
  ['-0', 'float', '-0'],
  ['-0', 'integer', '0'],
  ['NaN', 'number', 'nan'],
  ['-nan(ind)', 'number', 'nan'],
  ['-inf', 'float', '-inf'],
  ['0.10000000000000001', 'number', '0.1'],
  ['1.0000000000000001e+22', 'number', '10000000000000000000000'],
  ['9007199254740993', 'integer', '9007199254740993'],
] as const)('numberText of %s as %s is %s', (text, subtype, expected) => {
  expect(numberText(text, subtype)).toBe(expected)
})

test('quote writes anything but printable ASCII as \\ddd', () => {
  expect(quote(Buffer.from('a "b"\\\n\u00e9 ~'))).toBe('"a \\034b\\034\\092\\010\\195\\169 ~"')
})

test('nesting a hundred thousand deep is no stack overflow', () => {
  const depth = 100_000
  const open = Array.from({ length: depth }, (_, index) => `{${index + 1}:n1=`).join('')
  const text = `[${open}n5${'}'.repeat(depth)}]`
  expect(byValue(text)).toBe(text)
})

test('property: the text does not depend on the order of keys', () => {
  fc.assert(
    fc.property(
      valueLists,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (values, order) => {
        const random = () => order.next().value as number
        const other = encodeList(reordered(values, random))
        expect(byValue(other)).toBe(byValue(encodeList(values)))
      },
    ),
  )
})

test('property: the canonical text is read back as itself', () => {
  fc.assert(
    fc.property(valueLists, (values) => {
      const text = canonicalText(values, { numbers: 'kind', order: false })
      expect(canonicalText(decodeList(text), { numbers: 'kind', order: true })).toBe(text)
    }),
  )
})
