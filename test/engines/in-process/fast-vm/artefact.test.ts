import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  findFastVm,
  loadFastVm,
  loadFastVmSync,
} from '../../../../harness/engines/in-process/fast-vm/artefact.js'
import { temporaryFolder } from '../../../temporary-folder.js'

const MODULE = 'the module'
const SHA256 = createHash('sha256').update(MODULE).digest('hex')
const INFO = { sha256: SHA256, source: '0123456789ab', lua: '5.2.4-3', emscripten: '3.1.6', size: 10 }

function built(changes: Record<string, string> = {}) {
  return temporaryFolder({ 'fast-vm.wasm': MODULE, 'fast-vm.json': JSON.stringify(INFO), ...changes })
}

test('tells what has been built', async () => {
  const folder = await built()
  expect(findFastVm(folder)).toEqual({ path: `${folder}/fast-vm.wasm`, sha256: SHA256, info: INFO })
})

test('gives the bytes, in either way', async () => {
  const folder = await built()
  expect(await loadFastVm(folder)).toEqual(Buffer.from(MODULE))
  expect(loadFastVmSync(folder)).toEqual(Buffer.from(MODULE))
})

test.each([
  ['no folder', async () => `${await temporaryFolder()}/none`],
  ['a set-up that was interrupted', () => temporaryFolder({ 'fast-vm.wasm': MODULE })],
])('has not been built: %s', async (_, make) => {
  const folder = await make()
  expect(findFastVm(folder)).toBeNull()
  const failure = {
    code: 'ERR_ENGINE_UNAVAILABLE',
    message: `The fast VM has not been built: there is no ${folder}/fast-vm.json`,
    hint: expect.stringContaining('Run `luaparity setup`'),
  }
  await expect(loadFastVm(folder)).rejects.toMatchObject(failure)
  expect(() => loadFastVmSync(folder)).toThrow(expect.objectContaining(failure))
})

test('other bytes than were built are refused', async () => {
  const folder = await built({ 'fast-vm.wasm': 'the Module' })
  const failure = {
    message: expect.stringMatching(
      new RegExp(
        `damaged: ${folder}/fast-vm.wasm has the SHA-256 [0-9a-f]{64}, but was built with ${SHA256}`,
      ),
    ),
    hint: expect.stringContaining('Run `luaparity setup`'),
  }
  await expect(loadFastVm(folder)).rejects.toMatchObject(failure)
  expect(() => loadFastVmSync(folder)).toThrow(expect.objectContaining(failure))
})

test('a module that is gone is damage, too', async () => {
  const folder = await temporaryFolder({ 'fast-vm.json': JSON.stringify(INFO) })
  await expect(loadFastVm(folder)).rejects.toThrow(/damaged: .*fast-vm\.wasm cannot be read: ENOENT/)
  expect(() => loadFastVmSync(folder)).toThrow(/damaged: .*fast-vm\.wasm cannot be read: ENOENT/)
})

test.each([
  ['cut short', '{"sha256": "0'],
  ['of another kind', 'null'],
  ['without a part', JSON.stringify({ ...INFO, source: undefined })],
  ['with a hash that is none', JSON.stringify({ ...INFO, sha256: 'abc' })],
])('a fast-vm.json %s is damage', async (_, text) => {
  const folder = await built({ 'fast-vm.json': text })
  expect(() => findFastVm(folder)).toThrow(/damaged: .*fast-vm\.json does not hold what the set-up writes/)
})
