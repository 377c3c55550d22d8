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

test('a full disk is told as one, and the hint does not send the reader to the lines above', () => {
  const progress = new BuildProgress('an/image', () => {})
  progress.take({ stream: "Step 1/1 : RUN make\ncp: error writing 'x': No space left on device\n" })
  expect(progress.error('returned 1')).toMatchObject({
    isDiskFull: true,
    hint: expect.stringMatching(/^The engine's disk is full/),
  })
  expect(new BuildProgress('an/image', () => {}).error('returned 1').isDiskFull).toBe(false)
})

test('knows the images that the steps of this build have made', () => {
  const progress = new BuildProgress('an/image', () => {})
  progress.take({ stream: 'Step 1/4 : FROM base\n ---> aaaaaaaaaaaa\n' })
  progress.take({ stream: 'Step 2/4 : RUN one\n ---> Using cache\n ---> bbbbbbbbbbbb\n' })
  progress.take({
    stream:
      'Step 3/4 : RUN two\n ---> Running in 111111111111\nRemoving intermediate container 111111111111\n',
  })
  progress.take({ stream: ' ---> cccccccccccc\nStep 4/4 : COPY a b\n ---> dddddddddddd\n' })
  expect(progress.made).toEqual(['cccccccccccc', 'dddddddddddd'])
})
