import { realpath, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfig } from '../../harness/config/load.js'
import { UsageError } from '../../harness/errors.js'
import { temporaryFolder } from '../temporary-folder.js'

const folderWith = async (files: Record<string, string>) => realpath(await temporaryFolder(files))

test.each([
  ['luaparity.config.ts', 'const seed: number = 42\nexport default { seed }'],
  ['luaparity.config.mts', 'export default { seed: 42 as number }'],
  ['luaparity.config.js', 'export default { seed: 42 }'],
  ['luaparity.config.mjs', 'export default { seed: 42 }'],
  ['luaparity.config.json', '{ "seed": 42 }'],
])('loads %s', async (name, text) => {
  const root = await folderWith({ [name]: text, 'package.json': '{ "type": "module" }' })
  expect(await loadConfig(root)).toMatchObject({ root, file: join(root, name), config: { seed: 42 } })
})

test('finds the nearest file above the folder', async () => {
  const root = await folderWith({
    'luaparity.config.json': '{ "seed": 1 }',
    'game/luaparity.config.json': '{ "seed": 2 }',
    'game/scripts/deep/x.lua': '',
  })
  expect(await loadConfig(join(root, 'game/scripts/deep'))).toMatchObject({
    root: join(root, 'game'),
    config: { seed: 2 },
  })
})

test('a file named counts, and its folder is the root', async () => {
  const root = await folderWith({ 'luaparity.config.json': '{}', 'ci/strict.json': '{ "seed": 3 }' })
  expect(await loadConfig(root, 'ci/strict.json')).toMatchObject({
    root: join(root, 'ci'),
    config: { seed: 3 },
  })
})

test('nothing but the file itself is read', async () => {
  const root = await folderWith({
    'luaparity.config.json': '{ "seed": 1, "env": {} }',
    'package.json': '{ "luaparity": { "seed": 9 } }',
    '.luaparityrc': 'seed=9',
    '.env': 'SEED=9',
  })
  expect((await loadConfig(root)).config).toMatchObject({ seed: 1, reference: 'native' })
})

test.each<[string, Record<string, string>, string | undefined, RegExp]>([
  ['a file that is not there', {}, 'mine.json', /mine\.json does not exist/],
  ['a folder', { 'mine.json/x': '' }, 'mine.json', /does not exist/],
  ['a syntax error', { 'luaparity.config.mjs': 'export default {' }, undefined, /could not be loaded/],
  [
    'an exception',
    { 'luaparity.config.mjs': 'throw new Error("no such ledger")' },
    undefined,
    /no such ledger/,
  ],
  [
    'no object',
    { 'luaparity.config.mjs': 'export default 7' },
    undefined,
    /expected object, received number/,
  ],
  [
    'what does not fit the schema',
    { 'luaparity.config.json': '{ "seed": "x", "sceipts": [] }' },
    undefined,
    /is not valid:\n {2}seed: expected number, received string\n {2}sceipts: unknown key/,
  ],
])('%s is a usage error', async (_, files, named, message) => {
  const failure = loadConfig(await folderWith(files), named)
  await expect(failure).rejects.toBeInstanceOf(UsageError)
  await expect(failure).rejects.toThrow(message)
})

test.each(['js', 'mjs', 'ts', 'json'])('a .%s file that has changed is read anew', async (extension) => {
  const text = (seed: number): string =>
    extension === 'json' ? `{ "seed": ${seed} }` : `export default { seed: ${seed} }`
  const name = `luaparity.config.${extension}`
  const root = await folderWith({ [name]: text(1) })
  expect((await loadConfig(root)).config.seed).toBe(1)
  await writeFile(join(root, name), text(2))
  await utimes(join(root, name), 1, 1)
  expect((await loadConfig(root)).config.seed).toBe(2)
})
