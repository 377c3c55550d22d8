import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeList, decodeLists, EncodingError } from '../../harness/observations/values.js'
import { float, int, num, str } from '../builders.js'
import { encodeList, valueLists } from './encoding.js'

describe('decodeList', () => {
  test.each([
    ['[]', []],
    ['[nil]', [{ kind: 'nil' }]],
    [
      '[true,false]',
      [
        { kind: 'boolean', value: true },
        { kind: 'boolean', value: false },
      ],
    ],
    ['[n1,n-0,n0.10000000000000001,n1e+300]', ['1', '-0', '0.10000000000000001', '1e+300'].map(num)],
    ['[nnan,ninf,n-inf]', ['nan', 'inf', '-inf'].map(num)],
    ['[i-9223372036854775808,i7]', [int(-9223372036854775808n), int(7)]],
    ['[f1.5,fnan,f-inf]', ['1.5', 'nan', '-inf'].map(float)],
    ['["","a b"]', [str(''), str('a b')]],
    ['["\\000\\255\\034\\092n"]', [str(Buffer.from([0, 255, 34, 92, 110]))]],
    ['["]=,{}@1"]', [str(']=,{}@1')]],
    ['[{1:}]', [{ kind: 'table', id: 1, hasMetatable: false, pairs: [] }]],
    ['[{1^:n1="x"}]', [{ kind: 'table', id: 1, hasMetatable: true, pairs: [[num(1), str('x')]] }]],
    ['[<function 1>,<thread 2>]', [opaque('function', 1), opaque('thread', 2)]],
    ['[<cdata 1 "-5LL">,<cdata 2 "7ULL">]', [opaque('cdata', 1, '-5LL'), opaque('cdata', 2, '7ULL')]],
  ])('%s', (text, expected) => {
    expect(decodeList(text)).toEqual(expected)
  })

  test('a reference is the same object', () => {
    const [table, again, inner] = decodeList('[{1:"self"=@1,"f"=<function 2>},@1,@2]')
    expect(again).toBe(table)
    expect(table?.kind === 'table' && table.pairs[0]?.[1]).toBe(table)
    expect(table?.kind === 'table' && table.pairs[1]?.[1]).toBe(inner)
  })

  test('tables as keys, empty and not, stand where they are', () => {
    const text = '[{1:{2:}={3:},{4:n1=n2}=@2,@1=@4}]'
    expect(encodeList(decodeList(text))).toBe(text)
  })

  test('nesting a hundred thousand deep is no stack overflow', () => {
    const depth = 100_000
    const open = Array.from({ length: depth }, (_, index) => `{${index + 1}:n1=`).join('')
    let [value] = decodeList(`[${open}n5${'}'.repeat(depth)}]`)
    let seen = 0
    for (; value?.kind === 'table'; value = value.pairs[0]?.[1]) seen++
    expect(seen).toBe(depth)
  })

  test.each([
    '',
    'nil',
    '[',
    '[n1',
    '[n1,]',
    '[,n1]',
    '[n1 ]',
    '[n1]x',
    '[n1] [n2]',
    '[n]',
    '[n1.]2',
    '[nils]',
    '[tru]',
    '[NIL]',
    '[x]',
    '[i1.5]',
    '[iinf]',
    '[inan]',
    '[i1e3]',
    '["]',
    '["a]',
    '["\\1"]',
    '["\\256"]',
    '["\\999"]',
    '["\\n"]',
    '["\u00e9"]',
    '["a\nb"]',
    '[@1]',
    '[@]',
    '[{1:},@2]',
    '[{:}]',
    '[{1}]',
    '[{1:n1}]',
    '[{1:n1=}]',
    '[{1:n1=n2,}]',
    '[{1:n1=n2]',
    '[<function>]',
    '[<file 1>]',
    '[<cdata 1 "x">]',
    '[<cdata 1]',
  ])('is not taken in by %j', (text) => {
    expect(() => decodeList(text)).toThrow(EncodingError)
  })

  test('says where the text went wrong', () => {
    expect(() => decodeList('[n1,zebra]')).toThrow('a value was expected at offset 4 of "zebra]"')
  })
})

describe('decodeLists', () => {
  test('identities are those of one list', () => {
    const [first, second] = decodeLists('[{1:}] [{1:},@1]')
    expect(second?.[1]).toBe(second?.[0])
    expect(second?.[0]).not.toBe(first?.[0])
  })

  test.each(['', '[n1]  [n2]', '[n1] ', '[n1][n2]'])('is not taken in by %j', (text) => {
    expect(() => decodeLists(text)).toThrow(EncodingError)
  })
})

test('property: whatever is encoded comes back the same', () => {
  fc.assert(
    fc.property(valueLists, (values) => {
      const text = encodeList(values)
      expect(encodeList(decodeList(text))).toBe(text)
    }),
  )
})

test('property: strings come back byte by byte', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (array) => {
      const bytes = Buffer.from(array)
      expect(decodeList(encodeList([str(bytes)]))).toEqual([str(bytes)])
    }),
  )
})

test('property: a text with something cut out or put in is refused or read, never anything else', () => {
  fc.assert(
    fc.property(valueLists, fc.nat(), fc.nat(3), fc.string({ maxLength: 3 }), (values, at, cut, put) => {
      const text = encodeList(values)
      const from = at % text.length
      const damaged = text.slice(0, from) + put + text.slice(from + cut)
      try {
        expect(decodeList(damaged)).toBeInstanceOf(Array)
      } catch (error) {
        expect(error).toBeInstanceOf(EncodingError)
      }
    }),
    { numRuns: 500 },
  )
})

function opaque(kind: 'function' | 'thread' | 'cdata', id: number, literal: string | null = null) {
  return { kind, id, literal }
}
