import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { pullImage } from '../../harness/setup/pull.js'

test('gives up on an engine that goes silent', async () => {
  const docker = {
    pull: async (_: string, { abortSignal }: { abortSignal: AbortSignal }) =>
      new Readable({ read() {}, signal: abortSignal }),
  }
  const signal = new AbortController().signal
  await expect(pullImage(docker as never, 'an/image', { signal, silenceLimitMs: 10 })).rejects.toThrow(
    'nothing came of an/image for 0.01 s',
  )
})

test("asks for another architecture than the engine's own", async () => {
  let asked: unknown
  const docker = {
    pull: async (_: string, options: unknown) => {
      asked = options
      return Readable.from(['{"status":"done"}\n'])
    },
  }
  const signal = new AbortController().signal
  await pullImage(docker as never, 'an/image', { signal, platform: 'linux/386' })
  expect(asked).toMatchObject({ platform: 'linux/386' })
})
