import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { nativeImageTag } from '../../harness/engines/native/docker/image.js'
import { exitCodeOf } from '../../harness/setup/result.js'
import { runSetup } from '../../harness/setup/setup.js'
import type { SetupDeps } from '../../harness/setup/step.js'
import { temporaryFolder } from '../temporary-folder.js'
import { answeringEngine, fakeContext } from './fakes.js'

async function setUp(changes: Partial<SetupDeps>) {
  let output = ''
  const temporary = await temporaryFolder()
  const write = (text: string) => {
    output += text
  }
  const result = await runSetup({ ...fakeContext(changes), write, temporaryFolder: temporary })
  expect(await readdir(temporary)).toEqual([])
  return { result, output }
}

async function imageSource() {
  return { contextFolder: await temporaryFolder({ Dockerfile: 'FROM scratch' }) }
}

test('says in one line that nothing is left to do', async () => {
  const source = await imageSource()
  const tag = await nativeImageTag(source)
  const { result, output } = await setUp({ imageSource: source, connect: () => answeringEngine([tag]) })
  expect(result).toMatchObject({ kind: 'ready', image: tag })
  expect(output).toBe(
    `ready: Docker engine 20.10.24 (unix:///nonexistent/.docker/run/docker.sock), image ${tag} (0 ms)\n`,
  )
})

test('without an engine it ends well, but says what is missing and how to get it', async () => {
  const { result, output } = await setUp({ imageSource: await imageSource(), uid: 1000 })
  expect(result.kind).toBe('no-engine')
  expect(output).toContain('Docker engine: look for one that answers')
  expect(output).toContain('the native engines are unavailable, the in-process ones work')
  expect(output).toContain('unix:///var/run/docker.sock')
  expect(output).toContain('To get the native engines: Only root can install Docker')
  expect(exitCodeOf(result, false)).toBe(0)
  expect(exitCodeOf(result, true)).toBe(3)
})

test('a failing step shows its last lines and what to do', async () => {
  const build = [
    { stream: 'Step 1/1 : RUN make\n' },
    { stream: 'cc: not found\n' },
    { error: 'returned 127' },
  ]
  const engine = {
    ...(answeringEngine(['debian:bookworm-slim']) as object),
    buildImage: async () => Readable.from(build.map((message) => `${JSON.stringify(message)}\n`)),
  }
  const { result, output } = await setUp({ imageSource: await imageSource(), connect: () => engine as never })
  expect(result).toMatchObject({ kind: 'failed', error: { code: 'ERR_IMAGE_BUILD' } })
  expect(output).toContain('base image debian:bookworm-slim is there already')
  expect(output).toContain('failed at Step 1/1 : RUN make: returned 127\n  cc: not found\nWhat to do: ')
  expect(exitCodeOf(result, false)).toBe(3)
})

test('Docker can be left out', async () => {
  const { result, output } = await setUp({ env: { LUAPARITY_SETUP_SKIP_DOCKER: '1' } })
  expect(result.kind).toBe('left-out')
  expect(output).toMatch(/^ready without Docker/)
})

test('an interruption rejects with the reason of the signal', async () => {
  const signal = AbortSignal.abort(new Error('stop'))
  await expect(setUp({ signal, imageSource: await imageSource() })).rejects.toThrow('stop')
})
