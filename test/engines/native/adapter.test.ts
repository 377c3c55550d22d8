import { expect, test } from 'vitest'
import { readAdapter } from '../../../harness/engines/native/adapter.js'
import { temporaryFolder } from '../../temporary-folder.js'

test("our own extension's class needs no adapter", () => {
  expect(readAdapter('luajit', '/')).toEqual({ name: 'luajit', adapter: null })
})

test('a ready adapter is known by its name, wherever the project is', () => {
  const { adapter } = readAdapter('rufus-lua', '/nonexistent')
  expect(adapter!.source).toContain('Luaparity.adapter')
  expect(adapter!.preludes.map(({ vm }) => vm)).toEqual(['^LuaJIT', '^Lua 5[.][12]$', ''])
})

test('a path is relative to the folder of the configuration', async () => {
  const root = await temporaryFolder({ 'test/adapter.rb': 'Luaparity.adapter { }' })
  expect(readAdapter('./test/adapter.rb', root)).toMatchObject({
    name: './test/adapter.rb',
    adapter: { source: 'Luaparity.adapter { }', path: './test/adapter.rb' },
  })
})

test('a file that is not there is a usage error that names the ready ones', () => {
  expect(() => readAdapter('rufus_lua', '/nonexistent')).toThrow(
    expect.objectContaining({
      code: 'ERR_USAGE',
      message: expect.stringMatching(/^the adapter "rufus_lua" cannot be read: ENOENT/),
      hint: expect.stringContaining('luajit, rufus-lua'),
    }),
  )
})
