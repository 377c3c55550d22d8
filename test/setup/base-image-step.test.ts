import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { baseImageStep } from '../../harness/setup/base-image-step.js'
import { answeringEngine, fakeContext, fakeLinux } from './fakes.js'

function engineWith(docker: object) {
  return { docker, endpoint: { source: 's', description: 'd' }, version: '1', arch: 'amd64' } as never
}

/** An engine without images whose pull prints the given messages. */
function pulling(...messages: object[]) {
  const stream = () => Readable.from(messages.map((message) => `${JSON.stringify(message)}\n`))
  return engineWith({ ...(answeringEngine() as object), pull: async () => stream() })
}

test.each(['debian:bookworm-slim', 'luaparity/base:bookworm'])('uses %s when it is there', async (tag) => {
  expect(await baseImageStep(fakeContext(), engineWith(answeringEngine([tag])))).toEqual({
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
