import { expect, test } from 'vitest'
import { readImageGraph } from '../../harness/images/graph.js'
import { ownImages } from '../../harness/images/own-images.js'
import { engineWith, type FakeImage, role } from './fakes.js'

const NATIVE = 'luaparity/ruby-luajit:bookworm-0123456789ab'

async function listed(images: FakeImage[], current: string[] = [], containers = [] as never[]) {
  return ownImages(await readImageGraph(engineWith(images, containers).docker), new Set(current))
}

test('an image is current while its name is that of the files as they are now', async () => {
  const images = [
    {
      id: 'old',
      tags: ['luaparity/ruby-luajit:bookworm-aaaaaaaaaaaa'],
      labels: role('native-image'),
      size: 1,
    },
    { id: 'new', tags: [NATIVE], labels: role('native-image'), size: 1 },
  ]
  const seen = await listed(images, [NATIVE])
  expect(seen.map(({ id, state, point }) => [id, state, point])).toEqual([
    ['new', 'current', 'bookworm'],
    ['old', 'outdated', 'bookworm'],
  ])
})

test('the label says what point an image stands for', async () => {
  const labels = { ...role('native-image'), 'dev.luaparity.point': 'trixie-gc32-assert' }
  const [image] = await listed([{ id: 'x', tags: [NATIVE], labels, size: 1 }])
  expect(image!.point).toBe('trixie-gc32-assert')
})

test('a base image does not depend on our files, whatever its architecture', async () => {
  const images = [{ id: 'x', tags: ['luaparity/base:bookworm-i386'], labels: role('base-image'), size: 1 }]
  expect(await listed(images)).toMatchObject([{ state: 'current', point: 'bookworm-i386' }])
})

test('what a build left on our base image is a build stage, outdated', async () => {
  const images = [
    { id: 'base', tags: ['luaparity/base:bookworm'], labels: role('base-image'), size: 100 },
    { id: 'step', parent: 'base', labels: role('base-image'), size: 300 },
    { id: 'stage', parent: 'step', labels: role('base-image'), size: 400 },
  ]
  const seen = await listed(images)
  expect(seen.map(({ id, role, state, ownBytes }) => [id, role, state, ownBytes])).toEqual([
    ['base', 'base-image', 'current', 0],
    ['stage', 'build-stage', 'outdated', 300],
  ])
})

test("somebody else's image is not ours, though it inherited our labels", async () => {
  const images = [
    { id: 'base', tags: ['luaparity/base:bookworm'], labels: role('base-image'), size: 100 },
    { id: 'game', parent: 'base', tags: ['studio/game:1'], labels: role('base-image'), size: 200 },
    { id: 'other', tags: ['luaparity/fast-vm:1'], labels: {}, size: 1 },
  ]
  expect((await listed(images)).map(({ id }) => id)).toEqual(['base'])
})

test('podman writes a host in front of the name', async () => {
  const images = [{ id: 'x', tags: [`localhost/${NATIVE}`], labels: role('native-image'), size: 1 }]
  expect(await listed(images, [NATIVE])).toMatchObject([{ state: 'current', point: 'bookworm' }])
})
