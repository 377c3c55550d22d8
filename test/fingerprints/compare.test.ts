import { describe, expect, test } from 'vitest'
import { compareEngines, isParity } from '../../harness/fingerprints/compare.js'
import { factInfo } from '../../harness/fingerprints/facts.js'
import { side } from './sides.js'

const differing = (a: Record<string, unknown>, b: Record<string, unknown>) =>
  compareEngines(side(a), side(b)).differences

describe('facts', () => {
  test('that are the same are counted', () => {
    const comparison = compareEngines(side({ gc64: true, list: ['a'] }), side({ gc64: true, list: ['a'] }))
    expect(comparison).toEqual({ differences: [], equal: ['gc64', 'kind', 'list', 'vm'] })
    expect(isParity(comparison)).toBe(true)
  })

  test('that changed tell both values', () => {
    expect(differing({ ruby: '3.1.2' }, { ruby: '3.3.8' })).toMatchObject([
      { fact: 'ruby', group: 'Ruby', matters: true, kind: 'changed', a: '3.1.2', b: '3.3.8' },
    ])
  })

  test('that are lists tell what only one of them has', () => {
    expect(
      differing({ cpuFeatures: ['avx', 'fma', 'sse2'] }, { cpuFeatures: ['sse2', 'avx', 'bmi2', 'bmi2'] }),
    ).toMatchObject([{ fact: 'cpuFeatures', kind: 'items', onlyA: ['fma'], onlyB: ['bmi2'] }])
  })

  test('that are lists in another order hardly matter', () => {
    expect(differing({ cpuFeatures: ['a', 'b'] }, { cpuFeatures: ['b', 'a'] })).toMatchObject([
      { fact: 'cpuFeatures', kind: 'order', matters: false },
    ])
  })

  test('that only one engine tells are differences: what is not known is not the same', () => {
    const comparison = compareEngines(side({ libc: 'glibc 2.36' }), side({ rounding: 'half-up' }))
    expect(comparison.differences).toMatchObject([
      { fact: 'rounding', kind: 'only-b', b: 'half-up' },
      { fact: 'libc', kind: 'only-a', a: 'glibc 2.36' },
    ])
    expect(isParity(comparison)).toBe(false)
  })

  test('that hold facts of their own are compared one by one', () => {
    expect(differing({ limits: { stack: 8, data: 1 } }, { limits: { stack: 16, data: 1 } })).toMatchObject([
      { fact: 'limits.stack', group: 'memory and limits', kind: 'changed', a: 8, b: 16 },
    ])
  })

  test('that are a number here and its text there are the same', () => {
    expect(differing({ overcommit: '0' }, { overcommit: 0 })).toEqual([])
  })

  test('are ordered by what is likely to matter', () => {
    const facts = (n: number) => ({
      vm: n,
      kernel: n,
      pid: n,
      ruby: n,
      image: n,
      jitStatus: [n],
      libc: n,
      cpu: n,
      novelty: n,
    })
    expect(differing(facts(1), facts(2)).map(({ fact, matters }) => [fact, matters])).toEqual([
      ['vm', true],
      ['jitStatus', true],
      ['ruby', true],
      ['libc', true],
      ['novelty', true],
      ['cpu', false],
      ['kernel', false],
      ['image', false],
      ['pid', false],
    ])
  })
})

describe('axes', () => {
  const axes = { release: 'bookworm', jit: 'on' }

  test('are compared like facts, before all of them', () => {
    const a = side({ ruby: '1' }, { axes })
    const b = side({ ruby: '2' }, { axes: { ...axes, jit: 'off' } })
    expect(compareEngines(a, b).differences.map(({ fact }) => fact)).toEqual(['axes.jit', 'ruby'])
  })

  test('say nothing where one of the engines is no point of ours', () => {
    const comparison = compareEngines(side({}, { axes }), side({}, { kind: 'studio' }))
    expect(comparison.differences.map(({ fact, matters }) => [fact, matters])).toEqual([['kind', false]])
  })
})

test.each([
  ['buildFlags', 'VM', true],
  ['hotLoop', 'JIT compiler', true],
  ['low4GbTaken', 'memory and limits', true],
  ['limitData', 'memory and limits', true],
  ['overcommitRatio', 'memory and limits', false],
  ['randomizedLayout', 'memory and limits', true],
  ['pointerBits', 'processor', true],
  ['luajitBuild', 'VM', true],
  ['assertions', 'VM', true],
  ['jitParameters', 'JIT compiler', true],
  ['rubyEngine', 'Ruby', true],
  ['libraries', 'libc', true],
  ['rlimitStack', 'memory and limits', true],
  ['cgroup', 'memory and limits', true],
  ['mmapMinAddr', 'memory and limits', true],
  ['cpuModel', 'processor', false],
  ['arch', 'processor', true],
  ['encoding', 'locale and time', true],
  ['kernelVersion', 'kernel', false],
  ['imageDigest', 'this very engine', false],
  ['somethingNew', 'other', true],
])('the fact %s is about: %s', (fact, group, matters) => {
  expect(factInfo(fact)).toMatchObject({ group, matters })
})
