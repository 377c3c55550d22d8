import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findFastVm, loadFastVm } from '../../harness/engines/in-process/fast-vm/artefact.js'
import { fastVmState } from '../../harness/setup/fast-vm-state.js'
import { fastVmStep } from '../../harness/setup/fast-vm-step.js'
import { temporaryFolder } from '../temporary-folder.js'
import { buildingEngine, fakeContext } from './fakes.js'

const MODULE = Buffer.from('a module')
const SHA256 = createHash('sha256').update(MODULE).digest('hex')
const NAME = `fast VM ${SHA256.slice(0, 12)}`

async function place() {
  const sourceFolder = await temporaryFolder({ Dockerfile: 'FROM scratch', 'src/host.c': '' })
  return { sourceFolder, folder: join(await temporaryFolder(), 'fast-vm') }
}

function step(fastVm: Awaited<ReturnType<typeof place>>, engine: ReturnType<typeof buildingEngine>) {
  const context = fakeContext({ fastVm })
  const ready = { docker: engine.docker } as never
  return fastVmStep(context, ready, 'a/base')
}

test('builds the module and puts it where the engine looks for it', async () => {
  const where = await place()
  const engine = buildingEngine(MODULE)
  expect(await step(where, engine)).toMatchObject({ kind: 'done', summary: `${NAME} built` })
  expect(await loadFastVm(where.folder)).toEqual(MODULE)
  const source = engine.built[0]!.replace('luaparity/fast-vm:', '')
  expect(findFastVm(where.folder)?.info).toEqual({
    sha256: SHA256,
    source,
    lua: '5.2.4-3',
    emscripten: '3.1.6',
    size: MODULE.length,
  })
  expect((await readdir(where.folder)).sort()).toEqual(['fast-vm.json', 'fast-vm.wasm'])
  expect(engine.containers).toEqual({ made: 1, removed: 1 })
})

test('does nothing when it is there, without asking the engine', async () => {
  const where = await place()
  await step(where, buildingEngine(MODULE))
  const none = { docker: null } as never
  expect(await fastVmStep(fakeContext({ fastVm: where }), none, 'a/base')).toMatchObject({
    kind: 'already',
    summary: `${NAME} is there`,
  })
})

test('copies it again out of an image that the engine has already', async () => {
  const where = await place()
  const engine = buildingEngine(MODULE)
  await step(where, engine)
  await writeFile(join(where.folder, 'fast-vm.wasm'), 'damaged')
  expect(await fastVmState(where)).toMatchObject({ kind: 'damaged' })
  expect((await step(where, engine)).kind).toBe('done')
  expect(engine.built).toHaveLength(1)
  expect(await loadFastVm(where.folder)).toEqual(MODULE)
})

test('builds it again when a source has changed', async () => {
  const where = await place()
  await step(where, buildingEngine(MODULE))
  await writeFile(join(where.sourceFolder, 'src/host.c'), 'changed')
  expect(await fastVmState(where)).toMatchObject({ kind: 'stale' })
  const engine = buildingEngine(Buffer.from('another module'))
  expect((await step(where, engine)).kind).toBe('done')
  expect(await loadFastVm(where.folder)).toEqual(Buffer.from('another module'))
  expect(await fastVmState(where)).toMatchObject({ kind: 'current' })
})

test('leaves nothing half written when it cannot write', async () => {
  const where = await place()
  await writeFile(where.folder, 'a file in the place of the folder')
  await expect(step(where, buildingEngine(MODULE))).rejects.toMatchObject({ code: 'EEXIST' })
  expect(await readFile(where.folder, 'utf8')).toBe('a file in the place of the folder')
})

test('an interruption while the module is copied writes nothing', async () => {
  const where = await place()
  const controller = new AbortController()
  const context = fakeContext({
    fastVm: where,
    signal: controller.signal,
    report: (line) => line.startsWith('copying') && controller.abort(new Error('stop')),
  })
  const engine = buildingEngine(MODULE)
  await expect(fastVmStep(context, { docker: engine.docker } as never, 'a/base')).rejects.toThrow('stop')
  expect(await fastVmState(where)).toEqual({ kind: 'missing' })
  expect(engine.containers).toEqual({ made: 1, removed: 1 })
})
