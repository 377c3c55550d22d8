import { describe, expect, test } from 'vitest'
import { readImageGraph } from '../../harness/images/graph.js'
import { ownImages } from '../../harness/images/own-images.js'
import { planPrune, removeImages } from '../../harness/images/prune.js'
import { engineWith, type FakeImage, role } from './fakes.js'

const OLD = 'luaparity/ruby-luajit:bookworm-aaaaaaaaaaaa'
const NEW = 'luaparity/ruby-luajit:bookworm-bbbbbbbbbbbb'
const BASE = 'luaparity/base:bookworm'
const NOW = new Date(1_000_000_000)

const IMAGES: FakeImage[] = [
  { id: 'base', tags: [BASE], labels: role('base-image'), size: 100 },
  { id: 'step', parent: 'base', labels: role('base-image'), size: 120 },
  { id: 'old', parent: 'step', tags: [OLD], labels: role('native-image'), size: 130 },
  { id: 'new', parent: 'base', tags: [NEW], labels: role('native-image'), size: 140 },
  { id: 'stage', parent: 'base', labels: role('base-image'), size: 400 },
  { id: 'foreign', tags: ['debian:bookworm-slim'], size: 70 },
]

async function planned(
  options: { all?: boolean; images?: FakeImage[]; containers?: { image: string; name: string }[] } = {},
) {
  const { all = false, images = IMAGES, containers = [] } = options
  const graph = await readImageGraph(engineWith(images, containers).docker)
  const plan = planPrune(ownImages(graph, new Set([NEW])), graph, { all, now: NOW })
  return {
    graph,
    plan,
    remove: plan.remove.map(({ id }) => id),
    kept: plan.kept.map(({ image }) => image.id),
  }
}

describe('the plan', () => {
  test('takes what is outdated and what builds left, and says how much that frees', async () => {
    const { remove, kept, plan } = await planned()
    expect([remove.sort(), kept, plan.bytes]).toEqual([['old', 'stage'], [], 30 + 300])
  })

  test('takes everything of ours when told so, what stands on something first', async () => {
    const { remove, plan } = await planned({ all: true })
    expect(remove.at(-1)).toBe('base')
    expect([remove.sort(), plan.bytes]).toEqual([['base', 'new', 'old', 'stage'], 470])
  })

  test('leaves what a container uses', async () => {
    const { remove, plan } = await planned({ containers: [{ image: 'old', name: 'studio_web' }] })
    expect(remove).toEqual(['stage'])
    expect(plan.kept).toMatchObject([{ image: { id: 'old' }, reason: expect.stringContaining('studio_web') }])
  })

  test('leaves what an image stands on that stays, even somebody else’s', async () => {
    const game = {
      id: 'game',
      parent: 'new',
      tags: ['studio/game:1'],
      labels: role('native-image'),
      size: 200,
    }
    const { remove, plan } = await planned({ all: true, images: [...IMAGES, game] })
    expect(remove.sort()).toEqual(['old', 'stage'])
    expect(plan.kept.map(({ image, reason }) => [image.id, reason])).toEqual([
      ['base', 'studio/game:1 stands on it'],
      ['new', 'studio/game:1 stands on it'],
    ])
  })

  test('leaves what somebody has given a name', async () => {
    const images = IMAGES.map((image) =>
      image.id === 'old' ? { ...image, tags: [OLD, 'studio/pinned:1'] } : image,
    )
    const { remove, plan } = await planned({ all: true, images })
    expect(remove).not.toContain('old')
    expect(plan.kept[0]!.reason).toContain('studio/pinned:1')
  })

  test('leaves what a build may still need, unless all is to go', async () => {
    const created = NOW.getTime() / 1000 - 60
    const images = IMAGES.map((image) => (image.id === 'stage' ? { ...image, created } : image))
    expect(await planned({ images })).toMatchObject({ remove: ['old'], kept: ['stage'] })
    expect((await planned({ images, all: true })).remove).toContain('stage')
  })
})

describe('removing', () => {
  test('goes by name, and by id where there is none', async () => {
    const { graph, plan } = await planned({ all: true })
    const { docker, removed } = engineWith(IMAGES)
    const result = await removeImages(docker, plan, graph)
    expect(removed.sort()).toEqual([BASE, OLD, NEW, 'stage'].sort())
    expect([result.failed, result.bytes]).toEqual([[], 470])
  })

  test('goes on after what the engine refuses, and counts only what went', async () => {
    const { graph, plan } = await planned()
    const { docker } = engineWith(IMAGES, [], {
      [OLD]: Object.assign(new Error('conflict: container abc is using it'), { statusCode: 409 }),
    })
    const result = await removeImages(docker, plan, graph)
    expect(result.removed.map(({ id }) => id)).toEqual(['stage'])
    expect(result.failed).toMatchObject([
      { image: { id: 'old' }, reason: expect.stringContaining('conflict') },
    ])
    expect(result.bytes).toBe(300)
  })

  test('what another process has removed meanwhile is removed', async () => {
    const { graph, plan } = await planned()
    const { docker } = engineWith(IMAGES, [], {
      [OLD]: Object.assign(new Error('no such image'), { statusCode: 404 }),
    })
    expect((await removeImages(docker, plan, graph)).failed).toEqual([])
  })
})
