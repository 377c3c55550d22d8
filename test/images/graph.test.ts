import { describe, expect, test } from 'vitest'
import { dependants, ownBytes, readImageGraph, removalOf } from '../../harness/images/graph.js'
import { engineWith } from './fakes.js'

// base <- step <- a (named), step <- b (named); base <- stage (nobody names it)
const IMAGES = [
  { id: 'base', tags: ['base:1'], size: 100 },
  { id: 'step', parent: 'base', size: 150 },
  { id: 'a', parent: 'step', tags: ['a:1'], size: 157 },
  { id: 'b', parent: 'step', tags: ['b:1'], size: 160 },
  { id: 'stage', parent: 'base', size: 400 },
]

const graph = (containers = [] as { image: string; name: string }[]) =>
  readImageGraph(engineWith(IMAGES, containers).docker)

describe('removing', () => {
  test.each<[string, string[], string[], number]>([
    ['one of two leaves what both stand on', ['a'], ['a'], 7],
    ['both takes what they stood on with them', ['a', 'b'], ['a', 'b', 'step'], 67],
    ['a stage frees what it adds to its base', ['stage'], ['stage'], 300],
    ['everything frees everything', ['a', 'b', 'stage', 'base'], ['a', 'b', 'base', 'stage', 'step'], 467],
  ])('%s', async (_, ids, gone, bytes) => {
    const removal = removalOf(ids, await graph())
    expect([[...removal.ids].sort(), removal.bytes]).toEqual([gone, bytes])
  })

  test('leaves a nameless image that a container was made from', async () => {
    const removal = removalOf(['a', 'b'], await graph([{ image: 'step', name: 'c' }]))
    expect(removal.bytes).toBe(17)
  })
})

test('an image without a known parent counts whole', async () => {
  const { docker } = engineWith([{ id: 'x', parent: 'unknown', size: 12 }])
  expect(ownBytes('x', await readImageGraph(docker))).toBe(12)
})

test('dependants are the named and the last ones, without the steps between', async () => {
  expect(dependants('base', await graph()).map(({ id }) => id)).toEqual(['a', 'b', 'stage'])
})

test('an engine that answers null for no names and no labels is understood', async () => {
  const { docker } = engineWith([{ id: 'x', tags: null, labels: null, size: 1 }])
  expect((await readImageGraph(docker)).nodes.get('x')).toMatchObject({ tags: [], labels: {} })
})
