import { expect, test } from 'vitest'
import { axesOf, MATRICES } from '../../harness/engines/native/axes.js'
import { planImages } from '../../harness/setup/plan-images.js'

const plan = (...names: string[]) => planImages(names.map((name) => axesOf(name, 'amd64')))

test('each base image comes before the images that stand on it, and one of these before the others', () => {
  const planned = plan('native', 'native:gc=gc32', 'native:release=trixie', 'native:build=assert')
  expect(planned.map(({ key, after }) => [key, after])).toEqual([
    ['base bookworm amd64', []],
    ['base trixie amd64', []],
    ['bookworm', ['base bookworm amd64']],
    ['trixie', ['base trixie amd64']],
    ['bookworm-gc32', ['base bookworm amd64', 'bookworm']],
    ['bookworm-assert', ['base bookworm amd64', 'bookworm']],
  ])
})

test('modes of the JIT compiler share an image', () => {
  const planned = plan('native', 'native:jit=off', 'native:jit=stress')
  expect(planned.map(({ key }) => key)).toEqual(['base bookworm amd64', 'bookworm'])
})

test('nothing waits for what comes later', () => {
  const planned = planImages(MATRICES.full.map((name) => axesOf(name)))
  const seen = new Set<string>()
  for (const { key, after } of planned) {
    for (const earlier of after) expect(seen).toContain(earlier)
    expect(seen).not.toContain(key)
    seen.add(key)
  }
})

test('nothing is planned for no points', () => {
  expect(planImages([])).toEqual([])
})
