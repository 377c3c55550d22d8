import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readBuildContext } from '../../../../harness/engines/native/docker/build-context.js'
import { temporaryFolder } from '../../../temporary-folder.js'

const inputs = (file: string): boolean => /^(Dockerfile$|ext\/)/.test(file)
const FILES = { Dockerfile: 'FROM x', 'ext/main.c': 'int main;', 'ext/sub/a.h': '', 'agent/server.rb': 'run' }

async function hashAfter(change: Record<string, string>, seed = 'base'): Promise<string> {
  const folder = await temporaryFolder({ ...FILES, ...change })
  return (await readBuildContext(folder, { inputs, seed })).contentHash
}

test('takes what the pattern lets through, sorted', async () => {
  const folder = await temporaryFolder(FILES)
  expect((await readBuildContext(folder, { inputs, seed: 'base' })).files).toEqual([
    'Dockerfile',
    'ext/main.c',
    'ext/sub/a.h',
  ])
})

test('the hash stands on names, contents and the seed', async () => {
  const original = await hashAfter({})
  expect(original).toMatch(/^[0-9a-f]{12}$/)
  expect(await hashAfter({})).toBe(original)
  expect(await hashAfter({ 'ext/main.c': 'int main2;' })).not.toBe(original)
  expect(await hashAfter({ 'ext/new.c': '' })).not.toBe(original)
  expect(await hashAfter({}, 'another base')).not.toBe(original)
})

test("neither what the pattern leaves out nor a compiler's leftovers change the hash", async () => {
  const original = await hashAfter({})
  expect(await hashAfter({ 'agent/server.rb': 'other', 'ext/main.o': 'x', 'ext/luajit.so': 'x' })).toBe(
    original,
  )
})

test('content moved from one file to the next changes the hash', async () => {
  expect(await hashAfter({ 'ext/a': 'xy', 'ext/b': 'z' })).not.toBe(
    await hashAfter({ 'ext/a': 'x', 'ext/b': 'yz' }),
  )
})

test('a folder without a Dockerfile is an error', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'README'), '')
  await expect(readBuildContext(folder, { inputs, seed: 'base' })).rejects.toMatchObject({
    code: 'ERR_IMAGE_SOURCE',
  })
})
