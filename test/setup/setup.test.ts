import { createHash } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { fastVmSources } from '../../harness/engines/in-process/fast-vm/sources.js'
import { DEFAULT_POINT, nativeImageTag } from '../../harness/engines/native/docker/image.js'
import { exitCodeOf } from '../../harness/setup/result.js'
import { runSetup } from '../../harness/setup/setup.js'
import type { SetupDeps } from '../../harness/setup/step.js'
import { writeFastVm } from '../../harness/setup/write-fast-vm.js'
import { temporaryFolder } from '../temporary-folder.js'
import { answeringEngine, buildingEngine, fakeContext } from './fakes.js'

async function setUp(changes: Partial<SetupDeps>) {
  let output = ''
  const temporary = await temporaryFolder()
  const write = (text: string) => {
    output += text
  }
  const fastVm = changes.fastVm ?? (await fastVmPlace())
  const result = await runSetup({ ...fakeContext(changes), write, temporaryFolder: temporary, fastVm })
  expect(await readdir(temporary)).toEqual([])
  return { result, output }
}

function imageSource() {
  return temporaryFolder({ 'dockerfiles/bookworm.Dockerfile': 'FROM scratch' })
}

const MODULE = Buffer.from('a module')
const FAST_VM = `fast VM ${createHash('sha256').update(MODULE).digest('hex').slice(0, 12)}`

/** Where a fast VM would be; with `built`, it is there. */
async function fastVmPlace({ built = false } = {}) {
  const sourceFolder = await temporaryFolder({ Dockerfile: 'FROM scratch', 'src/host.c': '' })
  const folder = await temporaryFolder()
  const { contentHash } = await fastVmSources(sourceFolder)
  if (built) await writeFastVm({ module: MODULE, lua: '5.2.4-3', emscripten: '3.1.6' }, contentHash, folder)
  return { sourceFolder, folder }
}

test('says in one line that nothing is left to do', async () => {
  const source = await imageSource()
  const tag = await nativeImageTag(DEFAULT_POINT, source)
  const fastVm = await fastVmPlace({ built: true })
  const { result, output } = await setUp({
    imageFolder: source,
    fastVm,
    connect: () => answeringEngine([tag]),
  })
  expect(result).toMatchObject({ kind: 'ready', image: tag })
  expect(output).toBe(
    `ready: Docker engine 20.10.24 (unix:///nonexistent/.docker/run/docker.sock), image ${tag}, ${FAST_VM} (0 ms)\n`,
  )
})

test('builds the fast VM where it is all that is missing', async () => {
  const source = await imageSource()
  const tag = await nativeImageTag(DEFAULT_POINT, source)
  const engine = buildingEngine(MODULE, [tag, 'debian:bookworm-slim'])
  const { result, output } = await setUp({ imageFolder: source, connect: () => engine.docker })
  expect(result).toMatchObject({ kind: 'ready', fastVm: { kind: 'current' } })
  expect(output).toContain('Fast VM: build the WebAssembly Lua VM')
  expect(output).toContain(`${FAST_VM} built`)
  expect(output).not.toContain('Native image')
  expect(engine.built).toEqual([expect.stringMatching(/^luaparity\/fast-vm:[0-9a-f]{12}$/)])
})

test('needs no base image for a fast VM that the engine has an image of', async () => {
  const source = await imageSource()
  const fastVm = await fastVmPlace()
  const { contentHash } = await fastVmSources(fastVm.sourceFolder)
  const images = [await nativeImageTag(DEFAULT_POINT, source), `luaparity/fast-vm:${contentHash}`]
  const engine = buildingEngine(MODULE, images)
  const { result, output } = await setUp({ imageFolder: source, fastVm, connect: () => engine.docker })
  expect(result.kind).toBe('ready')
  expect(output).not.toContain('Base image')
  expect(engine.built).toEqual([])
})

test('without an engine it ends well, but says what is missing and how to get it', async () => {
  const { result, output } = await setUp({ imageFolder: await imageSource(), uid: 1000 })
  expect(result.kind).toBe('no-engine')
  expect(output).toContain('Docker engine: look for one that answers')
  expect(output).toContain('the native engines are unavailable, the in-process ones work')
  expect(output).toContain('unix:///var/run/docker.sock')
  expect(output).toContain('To get the native engines: Only root can install Docker')
  expect(output).toMatch(/^The fast VM has not been built: the fast check falls back to `lua51`\.$/m)
  expect(exitCodeOf(result, false)).toBe(0)
  expect(exitCodeOf(result, true)).toBe(3)
})

test('without an engine nothing is said of a fast VM that is there', async () => {
  const fastVm = await fastVmPlace({ built: true })
  const { output } = await setUp({ imageFolder: await imageSource(), uid: 1000, fastVm })
  expect(output).not.toMatch(/fast/i)
})

test('without an engine, one of older sources is named', async () => {
  const fastVm = await fastVmPlace({ built: true })
  await writeFile(join(fastVm.sourceFolder, 'src/host.c'), 'changed')
  const { output } = await setUp({ imageFolder: await imageSource(), uid: 1000, fastVm })
  expect(output).toContain(`The ${FAST_VM} was built from other sources than containers/fast-vm holds now`)
})

test('without an engine, a damaged one is named', async () => {
  const fastVm = await fastVmPlace({ built: true })
  await writeFile(join(fastVm.folder, 'fast-vm.wasm'), 'changed')
  const { output } = await setUp({ imageFolder: await imageSource(), uid: 1000, fastVm })
  expect(output).toMatch(/^The fast VM is damaged: .* Building it again needs Docker\.$/m)
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
  const { result, output } = await setUp({ imageFolder: await imageSource(), connect: () => engine as never })
  expect(result).toMatchObject({ kind: 'failed', error: { code: 'ERR_IMAGE_BUILD' } })
  expect(output).toContain('base image debian:bookworm-slim is there already')
  expect(output).toContain('failed at Step 1/1 : RUN make: returned 127\n  cc: not found\nWhat to do: ')
  expect(exitCodeOf(result, false)).toBe(3)
})

test('Docker can be left out', async () => {
  const { result, output } = await setUp({ env: { LUAPARITY_SETUP_SKIP_DOCKER: '1' } })
  expect(result.kind).toBe('left-out')
  expect(output).toMatch(/^ready without Docker.*\nThe fast VM has not been built/)
})

test('an interruption rejects with the reason of the signal', async () => {
  const signal = AbortSignal.abort(new Error('stop'))
  await expect(setUp({ signal, imageFolder: await imageSource() })).rejects.toThrow('stop')
})
