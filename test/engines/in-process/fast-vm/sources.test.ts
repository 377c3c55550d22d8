import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fastVmSources, isStale } from '../../../../harness/engines/in-process/fast-vm/sources.js'
import { temporaryFolder } from '../../../temporary-folder.js'

const FILES = {
  Dockerfile: 'FROM x',
  'build.sh': 'emcc',
  'patches/series': '01-a.patch',
  'patches/01-a.patch': '--- a',
  'src/host.c': 'int main;',
  'src/host.h': '',
}

test('are what the build reads', async () => {
  const folder = await temporaryFolder({
    ...FILES,
    'patches/01-a.patch~': '',
    'patches/01-a.patch.orig': '',
    'src/host.o': '',
    README: '',
  })
  expect((await fastVmSources(folder)).files).toEqual(Object.keys(FILES).sort())
})

test("this package's own are complete", async () => {
  const { files, contentHash } = await fastVmSources()
  expect(files).toEqual(expect.arrayContaining(['Dockerfile', 'build.sh', 'patches/series', 'src/host.c']))
  expect(contentHash).toMatch(/^[0-9a-f]{12}$/)
})

test.each(Object.keys(FILES))('a fast VM is stale when %s has changed', async (file) => {
  const folder = await temporaryFolder(FILES)
  const { contentHash: source } = await fastVmSources(folder)
  const vm = { info: { source } } as never
  expect(await isStale(vm, folder)).toBe(false)
  await writeFile(join(folder, file), 'changed')
  expect(await isStale(vm, folder)).toBe(true)
})
