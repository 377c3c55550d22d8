import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { type BuildMessage, BuildProgress } from '../../../../harness/engines/native/docker/build-progress.js'
import { followProgress } from '../../../../harness/engines/native/docker/progress-stream.js'

test('a failure names the step and shows the last 20 lines that this step printed', async () => {
  const steps: string[] = []
  const progress = new BuildProgress('an/image', (step) => steps.push(step))
  const noise = Array.from({ length: 30 }, (_, i) => ({ stream: `line ${i}\n` }))
  const messages = [
    { stream: 'Step 1/2 : FROM base\n' },
    { stream: ' ---> 0123456789ab\n' },
    { stream: 'Step 2/2 : RUN make   all' },
    { stream: '\n' },
    ...noise,
    { stream: '\u001b[91mE\u001b[0m' },
    { stream: '\u001b[91m: no such file\n\u001b[0m' },
    { stream: 'Removing intermediate container 0123456789ab\n' },
    { stream: 'unfinished' },
    { error: 'make failed', errorDetail: { code: 2, message: "The command 'make all' returned 2" } },
  ]
  // Cut in the middle of a line, as a network does.
  const text = messages.map((message) => JSON.stringify(message)).join('\r\n')
  await followProgress<BuildMessage>(Readable.from([text.slice(0, 25), text.slice(25)]), (message) =>
    progress.take(message),
  )
  expect(steps).toEqual(['Step 1/2 : FROM base', 'Step 2/2 : RUN make all'])
  const lines = Array.from({ length: 18 }, (_, i) => `  line ${i + 12}`)
  expect(() => progress.throwIfFailed()).toThrow(
    expect.objectContaining({
      code: 'ERR_IMAGE_BUILD',
      step: 'Step 2/2 : RUN make all',
      message: [
        "Building an/image failed at Step 2/2 : RUN make all: The command 'make all' returned 2",
        ...lines,
        '  E: no such file',
        '  unfinished',
      ].join('\n'),
    }),
  )
})

test.each([
  [
    "E: Unable to locate package\nW: Failed to fetch x  Temporary failure resolving 'deb.debian.org'",
    /download/,
  ],
  ["main.c:1: error: unknown type name 'it'", /^The lines above .* correct what they name/],
])('the hint fits what the step printed', (output, hint) => {
  const progress = new BuildProgress('an/image', () => {})
  progress.take({ stream: `Step 1/1 : RUN make\n${output}\n` })
  expect(progress.error('returned 1').hint).toMatch(hint)
})

test('a build without an error message has not failed', () => {
  const progress = new BuildProgress('an/image', () => {})
  progress.take({ stream: 'Successfully built 0123456789ab\n' })
  expect(() => progress.throwIfFailed()).not.toThrow()
})

test('a connection that breaks rejects', async () => {
  const stream = new Readable({ read() {} })
  const following = followProgress(stream, () => {})
  stream.push('{"stream":"Step 1')
  stream.destroy(new Error('socket hang up'))
  await expect(following).rejects.toThrow('socket hang up')
})
