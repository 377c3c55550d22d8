import { randomBytes, randomUUID } from 'node:crypto'
import type Docker from 'dockerode'
import { pack } from 'tar-stream'
import { expect, onTestFinished, test } from 'vitest'
import { followProgress } from '../../harness/engines/native/docker/progress-stream.js'
import { readImageGraph } from '../../harness/images/graph.js'
import { ownImages } from '../../harness/images/own-images.js'
import { planPrune, removeImages } from '../../harness/images/prune.js'
import { describeDocker } from '../docker.js'

const BYTES = 100_000

/** An image of one file on top of another image, with a label as ours have; removed when the test ends. */
async function build(docker: Docker, from: string): Promise<string> {
  const tag = `luaparity/test:${randomUUID()}`
  const context = pack()
  context.entry(
    { name: 'Dockerfile' },
    `FROM ${from}\nCOPY file /${randomUUID()}\nLABEL dev.luaparity.role=test-image\n`,
  )
  context.entry({ name: 'file' }, randomBytes(BYTES))
  context.finalize()
  await followProgress(await docker.buildImage(context, { t: tag }), () => {})
  onTestFinished(async () => {
    await docker
      .getImage(tag)
      .remove()
      .catch((error: { statusCode?: number }) => expect(error.statusCode).toBe(404))
  })
  return tag
}

describeDocker('pruning on a real engine', (docker) => {
  // The images of others on this engine are none of this test's business.
  async function plan(tags: readonly string[]) {
    const graph = await readImageGraph(docker)
    const mine = ownImages(graph, new Set()).filter((image) => image.tags.some((tag) => tags.includes(tag)))
    return { graph, plan: planPrune(mine, graph, { all: false, now: new Date() }) }
  }

  test('removes an image and the one it stands on, and knows what that frees', async () => {
    const below = await build(docker, 'scratch')
    const above = await build(docker, below)
    const alone = await plan([below])
    expect(alone.plan.remove).toEqual([])
    expect(alone.plan.kept[0]!.reason).toBe(`${above} stands on it`)
    const { graph, plan: both } = await plan([below, above])
    expect(both.remove.map(({ tags }) => tags)).toEqual([[above], [below]])
    expect(both.bytes).toBe(2 * BYTES)
    const result = await removeImages(docker, both, graph)
    expect([result.failed, result.bytes]).toEqual([[], 2 * BYTES])
    const left = await readImageGraph(docker)
    for (const { id } of both.remove) expect(left.nodes.has(id)).toBe(false)
  }, 120_000)

  test('leaves an image that a container was made from, though it never ran', async () => {
    const tag = await build(docker, 'scratch')
    const container = await docker.createContainer({
      Image: tag,
      Cmd: ['/x'],
      Labels: { 'dev.luaparity.role': 'test' },
    })
    try {
      const { plan: planned } = await plan([tag])
      expect([planned.remove, planned.kept.length]).toEqual([[], 1])
    } finally {
      await container.remove()
    }
  }, 120_000)
})
