import { afterAll, expect, onTestFinished, test } from 'vitest'
import { axesOf, MATRICES } from '../../../../harness/engines/native/axes.js'
import {
  buildNativeImage,
  DEFAULT_POINT,
  findNativeImage,
  nativeImageTag,
  slugOf,
} from '../../../../harness/engines/native/docker/image.js'
import { someBaseImage } from '../../../base-image.js'
import { describeDocker } from '../../../docker.js'
import { temporaryFolder } from '../../../temporary-folder.js'

test("the tag of this package's own image", async () => {
  expect(await nativeImageTag(DEFAULT_POINT)).toMatch(/^luaparity\/ruby-luajit:bookworm-[0-9a-f]{12}$/)
})

test.each([
  ['native', 'bookworm'],
  ['native:release=trixie,jit=off', 'trixie'],
  ['native:gc=gc32,build=assert', 'bookworm-gc32-assert'],
  ['native:arch=i386', 'bookworm-i386'],
  ['native:release=trixie,arch=arm64', 'trixie-arm64'],
  ['native:gc=gc32,space=pagezero,embedder=naive', 'bookworm-gc32-pagezero-naive'],
])('the image of %s is called %s', async (name, slug) => {
  const point = axesOf(name, 'amd64')
  expect(slugOf(point)).toBe(slug)
  expect(await nativeImageTag(point)).toMatch(new RegExp(`^luaparity/ruby-luajit:${slug}-[0-9a-f]{12}$`))
})

test('no two points that an image is built for share a tag', async () => {
  const points = MATRICES.full.map((name) => axesOf(name)).filter(({ jit }) => jit === 'on')
  const tags = await Promise.all(points.map((point) => nativeImageTag(point)))
  expect(new Set(tags).size).toBe(points.length)
})

describeDocker('with an engine', (docker) => {
  // What a failed or interrupted build leaves in the engine's cache is known by this label.
  const LABEL = 'dev.luaparity.role=test-image'
  const FROM = `ARG BASE_IMAGE\nFROM $BASE_IMAGE\nLABEL ${LABEL}\nCOPY ext/ /ext/\n`
  afterAll(() => docker.pruneImages({ filters: { dangling: ['true'], label: [LABEL] } }))

  // The random file keeps runs of this test apart, and the engine's cache out.
  async function source(dockerfile: string) {
    const random = String(Math.random())
    return temporaryFolder({ 'dockerfiles/bookworm.Dockerfile': dockerfile, 'ext/random': random })
  }

  test('builds the image once, tagged by its content and labelled', async () => {
    const from = await source(FROM)
    expect(await findNativeImage(docker, DEFAULT_POINT, from)).toBeNull()
    const steps: string[] = []
    const image = await buildNativeImage(docker, {
      point: DEFAULT_POINT,
      contextFolder: from,
      baseImage: await someBaseImage(docker),
      onProgress: (step) => steps.push(step),
    })
    onTestFinished(() => docker.getImage(image.tag).remove())
    expect(image.tag).toBe(await nativeImageTag(DEFAULT_POINT, from))
    expect(await findNativeImage(docker, DEFAULT_POINT, from)).toEqual(image)
    expect(steps).toContainEqual(expect.stringContaining('COPY ext/ /ext/'))
    const { Config } = await docker.getImage(image.id).inspect()
    expect(Config.Labels).toMatchObject({
      'dev.luaparity.role': 'native-image',
      'dev.luaparity.content': image.tag.slice(-12),
    })
  })

  test('a failing step leaves no image and tells what it printed', async () => {
    const from = await source(`${FROM}RUN echo on the way; echo gone wrong >&2; exit 7\n`)
    await expect(
      buildNativeImage(docker, {
        point: DEFAULT_POINT,
        contextFolder: from,
        baseImage: await someBaseImage(docker),
      }),
    ).rejects.toMatchObject({
      code: 'ERR_IMAGE_BUILD',
      step: expect.stringMatching(/^Step 5\/\d+ : RUN echo on the way/),
      output: expect.arrayContaining(['on the way', 'gone wrong']),
      message: expect.stringContaining('returned a non-zero code: 7'),
    })
    expect(await findNativeImage(docker, DEFAULT_POINT, from)).toBeNull()
  })

  test('an interruption ends the build with the reason of the signal', async () => {
    const from = await source(`${FROM}RUN sleep 60\n`)
    const controller = new AbortController()
    const building = buildNativeImage(docker, {
      point: DEFAULT_POINT,
      contextFolder: from,
      baseImage: await someBaseImage(docker),
      signal: controller.signal,
      onProgress: (step) => step.includes('RUN') && controller.abort(new Error('stop')),
    })
    await expect(building).rejects.toThrow('stop')
    expect(await findNativeImage(docker, DEFAULT_POINT, from)).toBeNull()
  })
})
