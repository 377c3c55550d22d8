import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFileSet } from '../../harness/cases/file-set.js'
import { UsageError } from '../../harness/errors.js'
import { temporaryFolder } from '../temporary-folder.js'

const FILES = {
  'game/combat.lua': 'return 1',
  'game/ai/init.lua': 'return 2',
  'data/items.json': '{}',
  'data/secret.txt': 'no',
  'top.lua': 'return 3',
  'node_modules/x/y.lua': 'return 4',
}

test.each<[string[], string[], string[]]>([
  [['game/?.lua'], [], ['game/ai/init.lua', 'game/combat.lua']],
  [['game/?/init.lua'], [], ['game/ai/init.lua']],
  [['?.lua', '?/init.lua'], [], ['game/ai/init.lua', 'game/combat.lua', 'top.lua']],
  [['./game/?.lua'], [], ['game/ai/init.lua', 'game/combat.lua']],
  [['nothing/?.lua'], ['data/*.json'], ['data/items.json']],
  [[], [], []],
])('modules %j and data %j', async (modules, data, expected) => {
  const { files } = await readFileSet(await temporaryFolder(FILES), modules, data)
  expect([...files.keys()]).toEqual(expected)
})

test('keeps bytes as they are', async () => {
  const root = await temporaryFolder()
  const bytes = Buffer.from([0, 0x0d, 0x0a, 0xff, 0xe9])
  await writeFile(join(root, 'raw.lua'), bytes)
  const { files } = await readFileSet(root, ['?.lua'], [])
  expect(files.get('raw.lua')).toEqual(bytes)
})

test('the identity is that of paths and bytes', async () => {
  const id = async (files: Record<string, string>) =>
    (await readFileSet(await temporaryFolder(files), ['?.lua'], [])).id
  const first = await id({ 'a.lua': 'x', 'b.lua': 'y' })
  expect(await id({ 'b.lua': 'y', 'a.lua': 'x' })).toBe(first)
  expect(await id({ 'a.lua': 'y', 'b.lua': 'x' })).not.toBe(first)
  expect(await id({ 'a.lua': 'x', 'c.lua': 'y' })).not.toBe(first)
  expect(await id({ 'a.lua': 'xy', 'b.lua': '' })).not.toBe(first)
})

test('more than 64 MiB is refused, with what to do', async () => {
  const root = await temporaryFolder({ 'big.lua': '' })
  await truncate(join(root, 'big.lua'), 65 * 2 ** 20)
  const failure = readFileSet(root, ['?.lua'], [])
  await expect(failure).rejects.toBeInstanceOf(UsageError)
  await expect(failure).rejects.toMatchObject({
    message: expect.stringContaining('1 files of 65 MiB'),
    hint: expect.stringContaining('`modules`'),
  })
})
