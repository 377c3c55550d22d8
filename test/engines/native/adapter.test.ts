import { expect, test } from 'vitest'
import { readAdapter } from '../../../harness/engines/native/adapter.js'
import { temporaryFolder } from '../../temporary-folder.js'

test("our own extension's class needs no adapter", async () => {
  expect(await readAdapter('luajit', '/')).toBeNull()
})

test('a ready adapter is known by its name, wherever the project is', async () => {
  const adapter = await readAdapter('rufus-lua', '/nonexistent')
  expect(adapter!.source).toContain('Luaparity.adapter')
  expect(adapter!.preludes.map(({ vm }) => vm)).toEqual(['^LuaJIT', '^Lua 5[.][12]$', ''])
})

test('a path is relative to the folder of the configuration', async () => {
  const root = await temporaryFolder({ 'test/adapter.rb': 'Luaparity.adapter { }' })
  expect(await readAdapter('./test/adapter.rb', root)).toMatchObject({
    source: 'Luaparity.adapter { }',
    path: './test/adapter.rb',
  })
})

test('a file that is not there is a usage error that names the ready ones', async () => {
  await expect(readAdapter('rufus_lua', '/nonexistent')).rejects.toMatchObject({
    code: 'ERR_USAGE',
    message: expect.stringMatching(/^the adapter "rufus_lua" cannot be read: ENOENT/),
    hint: expect.stringContaining('luajit, rufus-lua'),
  })
})
