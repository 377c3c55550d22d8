import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffLines, shorten, shortenPair, visibleLines } from '../../harness/verdicts/diff.js'

describe('diffLines', () => {
  test('shows the reference with - and the other with +, with two lines around', () => {
    expect(diffLines(['a', 'b', 'c', 'd', 'e', 'f'], ['a', 'b', 'c', 'X', 'e', 'f'])).toEqual([
      ' b',
      ' c',
      '-d',
      '+X',
      ' e',
      ' f',
    ])
  })

  test('shows the first difference, not all of them', () => {
    const a = Array.from({ length: 100 }, (_, index) => `line ${index}`)
    const b = a.with(10, 'other').with(90, 'other')
    expect(diffLines(a, b).filter((line) => line.startsWith('+'))).toEqual(['+other'])
  })

  test('is empty for what is the same', () => {
    expect(diffLines(['a', 'b'], ['a', 'b'])).toEqual([])
  })

  test('finds a difference far down', () => {
    const a = Array.from({ length: 50_000 }, (_, index) => `line ${index}`)
    expect(diffLines(a, [...a.slice(0, -1), 'end'])).toEqual([
      ' line 49997',
      ' line 49998',
      '-line 49999',
      '+end',
    ])
  })

  test('a great many differing lines are cut, and say so', () => {
    const many = (word: string) => Array.from({ length: 300 }, (_, index) => `${word} ${index}`)
    const lines = diffLines(many('a'), many('b'))
    expect(lines.length).toBeLessThanOrEqual(20)
    expect(lines[0]).toBe('-a 0')
  })

  test('lines that differ behind the cut are shown where they differ', () => {
    const long = (middle: string) => `${'x'.repeat(1000)}${middle}${'x'.repeat(1000)}`
    const [reference, other] = diffLines([long('a')], [long('b')])
    expect(reference).toMatch(/^-\.\.\.x+ax+\.\.\.$/)
    expect(other).toMatch(/^\+\.\.\.x+bx+\.\.\.$/)
  })

  const line = fc.oneof(
    fc.constantFrom('', 'a', 'b'),
    fc.string(),
    fc.string({ minLength: 190, maxLength: 400 }),
  )
  const lines = fc.array(
    line.map((text) => text.replaceAll('\n', ' ')),
    { maxLength: 60 },
  )

  test('property: never more than 20 lines, none of them long', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const diff = diffLines(a, b)
        expect(diff.length).toBeLessThanOrEqual(20)
        expect(Math.max(0, ...diff.map(({ length }) => length))).toBeLessThanOrEqual(201)
      }),
    )
  })

  test('property: what differs has a diff that says so', () => {
    const changed = fc.tuple(lines, fc.nat(), line).map(([a, at, text]) => {
      const b = a.length > 0 ? a.with(at % a.length, text.replaceAll('\n', ' ')) : ['one line']
      return [a, b] as const
    })
    fc.assert(
      fc.property(changed, ([a, b]) => {
        const marked = diffLines(a, b).some((text) => /^[-+]/.test(text))
        expect(marked).toBe(a.length !== b.length || a.some((text, index) => text !== b[index]))
      }),
    )
  })
})

describe('visibleLines', () => {
  test.each<[Buffer, string[]]>([
    [Buffer.from('a\nb\n'), ['a', 'b', '']],
    [Buffer.from('tab\tstays, é too'), ['tab\tstays, é too']],
    [Buffer.from('a\r\n\0\x1b[31m\x7f'), ['a\\x0d', '\\x00\\x1b[31m\\x7f']],
    [Buffer.from([0x61, 0xe9, 0xff]), ['a\\xe9\\xff']],
    [Buffer.from('C:\\data'), ['C:\\data']],
    [Buffer.from('\\x41'), ['\\x5cx41']],
    [Buffer.from('\u009b2J'), ['\\u009b2J']],
    [Buffer.from('\ufffd'), ['\ufffd']],
  ])('%j', (bytes, expected) => {
    expect(visibleLines(bytes)).toEqual(expected)
  })

  test('property: bytes that differ look different', () => {
    const byte = fc.constantFrom(0x5c, 0x78, 0x75, 0x30, 0x39, 0x62, 0x01, 0xc2, 0x9b, 0x0a)
    const bytes = fc.array(byte, { maxLength: 8 }).map((codes) => Buffer.from(codes))
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(visibleLines(a).join('\n') === visibleLines(b).join('\n')).toBe(a.equals(b))
      }),
      { numRuns: 2000 },
    )
  })
})

test('shorten cuts at the end, and only what is too long', () => {
  expect(shorten('short')).toBe('short')
  expect(shorten('x'.repeat(10), 10)).toBe('x'.repeat(10))
  expect(shorten('x'.repeat(11), 10)).toBe('xxxxxxx...')
})

test('property: a shortened pair still differs, and is short', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 300 })
  const prefixed = fc.tuple(text, text, text).map(([start, a, b]) => [start + a, start + b] as const)
  fc.assert(
    fc.property(prefixed, ([a, b]) => {
      fc.pre(a !== b)
      const [x, y] = shortenPair(a, b)
      expect(x).not.toBe(y)
      expect(Math.max(x.length, y.length)).toBeLessThanOrEqual(100)
    }),
  )
})
