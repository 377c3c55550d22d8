import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { baseImageStep } from '../../harness/setup/base-image-step.js'
import { answeringEngine, binfmtWithArm64, fakeContext, fakeLinux, readyEngine } from './fakes.js'

/** An engine without images whose pull prints the given messages. */
function pulling(...messages: object[]) {
  const stream = () => Readable.from(messages.map((message) => `${JSON.stringify(message)}\n`))
  return readyEngine({ ...(answeringEngine() as object), pull: async () => stream() })
}

test.each(['debian:bookworm-slim', 'luaparity/base:bookworm'])('uses %s when it is there', async (tag) => {
  expect(await baseImageStep(fakeContext(), readyEngine(answeringEngine([tag])))).toEqual({
    kind: 'already',
    summary: `base image ${tag} is there`,
    value: tag,
  })
})

test('else pulls the one of the registry', async () => {
  expect(
    await baseImageStep(fakeContext(), pulling({ status: 'Pulling from library/debian' })),
  ).toMatchObject({
    kind: 'done',
    value: 'debian:bookworm-slim',
  })
})

test.each([
  ['not root', { uid: 1000 }, 'only root can make one'],
  [
    'not Debian',
    { linux: fakeLinux({ osRelease: async () => null }) },
    'one can be made from packages only on Debian',
  ],
])('fails with both reasons and what to do when it cannot make one either: %s', async (_, changes, why) => {
  await expect(baseImageStep(fakeContext(changes), pulling({ error: 'no such host' }))).rejects.toMatchObject(
    {
      code: 'ERR_BASE_IMAGE',
      message: expect.stringMatching(
        new RegExp(`pulling debian:bookworm-slim failed \\(no such host\\), and ${why}`),
      ),
      hint: expect.stringContaining('docker load'),
    },
  )
})

test("passes over an image that is not of the engine's architecture", async () => {
  const docker = {
    ...(pulling({ status: 'Pulling' }).docker as object),
    getImage: () => ({ inspect: async () => ({ Id: 'sha256:0', Architecture: 'arm64' }) }),
  }
  const context = fakeContext()
  expect(await baseImageStep(context, readyEngine(docker))).toMatchObject({ kind: 'done' })
  expect(context.reports).toContain('debian:bookworm-slim is there, but for arm64, not for amd64')
})

describe('of another architecture', () => {
  /** An engine that has these images of it, and runs them as `dpkg --print-architecture` says. */
  function engineWith(images: Record<string, string>, { says = '', exitCode = 0, pull = {} } = {}) {
    const created: unknown[] = []
    const pulled: object[] = []
    const docker = {
      ...(answeringEngine() as object),
      getImage: (tag: string) => ({
        async inspect() {
          if (images[tag]) return { Id: 'sha256:0', Architecture: images[tag] }
          throw Object.assign(new Error('no such image'), { statusCode: 404 })
        },
      }),
      async pull(image: string, { platform }: { platform: string }) {
        pulled.push({ image, platform })
        return Readable.from([`${JSON.stringify(pull)}\n`])
      },
      async createContainer(options: { Image: string }) {
        created.push({ image: options.Image })
        return {
          start: async () => {},
          wait: async () => ({ StatusCode: exitCode }),
          logs: async () => Buffer.from(`${says}\r\n`),
          remove: async () => created.push('removed'),
        }
      },
    }
    return { engine: readyEngine(docker), created, pulled }
  }

  test.each([
    ['i386/debian:trixie-slim', 'i386', '386'],
    ['luaparity/base:trixie-i386', 'i386', '386'],
    ['arm64v8/debian:trixie-slim', 'arm64', 'arm64'],
    ['luaparity/base:trixie-arm64', 'arm64', 'arm64'],
  ] as const)('uses %s when it is there and runs', async (tag, arch, platform) => {
    const { engine, created } = engineWith({ [tag]: platform }, { says: arch })
    const context = fakeContext({ linux: fakeLinux({ binfmt: async () => binfmtWithArm64() }) })
    expect(await baseImageStep(context, engine, { release: 'trixie', arch })).toMatchObject({
      kind: 'already',
      value: tag,
    })
    expect(created).toEqual([{ image: tag }, 'removed'])
  })

  test('asks the registry for that architecture', async () => {
    const { engine, pulled } = engineWith({}, { says: 'i386' })
    expect(await baseImageStep(fakeContext(), engine, { arch: 'i386' })).toMatchObject({ kind: 'done' })
    expect(pulled).toEqual([{ image: 'i386/debian:bookworm-slim', platform: 'linux/386' }])
  })

  test.each([
    ['does not run', { says: 'exec format error', exitCode: 1 }, 'do not run .*: exec format error'],
    ['holds another', { says: 'amd64' }, 'holds programs of amd64, not of i386'],
  ])('fails when what the image holds %s', async (_, behaviour, message) => {
    const { engine } = engineWith({ 'i386/debian:bookworm-slim': '386' }, behaviour)
    await expect(baseImageStep(fakeContext(), engine, { arch: 'i386' })).rejects.toMatchObject({
      code: 'ERR_ENGINE_UNAVAILABLE',
      message: expect.stringMatching(message),
    })
  })

  test('makes none for an engine on another machine, whose emulation is not known', async () => {
    const { engine } = engineWith({}, { pull: { error: 'no such host' } })
    const remote = { ...engine, endpoint: { source: 'DOCKER_HOST', description: 'ssh://host' } }
    await expect(baseImageStep(fakeContext(), remote, { arch: 'arm64' })).rejects.toMatchObject({
      code: 'ERR_BASE_IMAGE',
      message: expect.stringMatching(
        /arm64v8\/debian:bookworm-slim failed .*the engine is on another machine$/,
      ),
      hint: expect.stringContaining('luaparity/base:bookworm-arm64'),
    })
  })
})
