import { expect, test } from 'vitest'
import { compareEngines } from '../../harness/fingerprints/compare.js'
import { describeComparison } from '../../harness/fingerprints/describe.js'
import type { Side } from '../../harness/fingerprints/side.js'
import { side } from './sides.js'

const described = (a: Side, b: Side, width = 100): string =>
  describeComparison(a, b, compareEngines(a, b), { colours: false, width })

const LAPTOP = side({
  ruby: '3.1.2',
  libc: 'glibc 2.36',
  cpuFeatures: ['avx', 'fma'],
  cpu: 'Laptop CPU',
  timezone: 'UTC',
})
const PRODUCTION = side(
  { ruby: '3.3.8', libc: 'glibc 2.41', cpuFeatures: ['avx', 'bmi2'], cpu: 'Server CPU', timezone: 'UTC' },
  { source: 'production.json, saved by luaparity 1.0.0' },
)

test('what matters comes first, in groups, one line a fact', () => {
  expect(described(LAPTOP, PRODUCTION)).toBe(
    `A  native  LuaJIT 2.1, ruby 3.1.2, glibc 2.36  (started now)
B  native  LuaJIT 2.1, ruby 3.3.8, glibc 2.41  (production.json, saved by luaparity 1.0.0)

What matters
  Ruby
    ruby         3.1.2 → 3.3.8
  libc
    libc         glibc 2.36 → glibc 2.41  (mathematical functions, memory, sorting)
  processor
    cpuFeatures  -fma +bmi2  (which code libc and LuaJIT choose: last digits of pow, exp, sin)

What hardly matters
  processor
    cpu  Laptop CPU → Server CPU

3 differences that matter, 1 that hardly does; 3 facts are the same.
`,
  )
})

test('parity is said in a sentence', () => {
  expect(described(LAPTOP, LAPTOP)).toMatch(/\n\nNo difference that matters; 7 facts are the same\.\n$/)
  expect(described(LAPTOP, { ...LAPTOP, facts: { ...LAPTOP.facts, cpu: 'x' } })).toMatch(
    /No difference that matters, 1 that hardly does; 6 facts are the same\.\n$/,
  )
})

test('what only one of them tells is listed apart, and is not parity', () => {
  const more = side({ ...LAPTOP.facts, hotLoop: '56', list: Array(20).fill('item'), pid: 7 })
  const text = described(more, side({ ...LAPTOP.facts, node: 'v20' }), 60)
  expect(text).toContain(
    `What only one of them tells
  A  hotLoop: 56  list: item item item item item it...
     pid: 7
  B  node: v20
`,
  )
  expect(text).toMatch(
    /\nNo difference that matters is known, 4 facts that only one of them tells; 7 facts are the same\.\n$/,
  )
})

test('values that do not fit in a line stand below each other', () => {
  const text = described(
    side({ rubyDescription: 'a'.repeat(50) }),
    side({ rubyDescription: 'b'.repeat(50) }),
    80,
  )
  expect(text).toContain(`    rubyDescription  ${'a'.repeat(50)}\n${' '.repeat(21)}${'b'.repeat(50)}\n`)
})

test('lists of other versions of luaparity are pointed out', () => {
  const old = side({}, { luaparity: '0.9.0' })
  expect(described(LAPTOP, old)).toContain('A was looked at by luaparity 1.0.0, B by 0.9.0')
  expect(described(LAPTOP, PRODUCTION)).not.toContain('looked at by')
})

test('what a file says cannot act on the terminal', () => {
  expect(described(LAPTOP, side({ ruby: '\u001b[2Jx' }))).not.toContain('\u001b')
})

test('dimmed text has no other colours in it', () => {
  const comparison = compareEngines(side({ cpu: 'a' }), side({ cpu: 'b' }))
  const text = describeComparison(LAPTOP, PRODUCTION, comparison, { colours: true, width: 100 })
  const dimmed = text.slice(text.indexOf('What hardly matters'))
  expect(dimmed.slice(0, dimmed.indexOf('\n\n'))).toMatch(/^[^\u001b]*\u001b\[22m$/)
})
