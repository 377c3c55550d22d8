import { describe, expect, test } from 'vitest'
import { configSchema, type UserConfig } from '../../harness/config/schema.js'
import { UsageError } from '../../harness/errors.js'
import { bustedReader } from '../../harness/specs/read-busted.js'
import { type SpecFlags, specSetup } from '../../harness/specs/spec-setup.js'
import { temporaryFolder } from '../temporary-folder.js'

async function setUp(
  files: Record<string, string>,
  flags: SpecFlags = {},
  config: UserConfig = {},
): Promise<Awaited<ReturnType<typeof specSetup>>> {
  const root = await temporaryFolder(files)
  const loaded = { config: configSchema.parse(config), root, file: null }
  return specSetup(loaded, flags, 3, bustedReader(loaded))
}

test('without a .busted file, busted’s defaults and every spec of the project', async () => {
  expect(await setUp({})).toEqual({
    globs: ['**/*_spec.lua', '**/*.test.lua'],
    options: {
      helper: null,
      helper_args: [],
      lpath: './src/?.lua;./src/?/?.lua;./src/?/init.lua',
      tags: [],
      exclude_tags: [],
      filter: [],
      filter_out: [],
      names: [],
      exclude_names: [],
      shuffle: false,
      seed: 3,
      lazy: false,
      bail: false,
    },
  })
})

test('a .busted file is run: what it works out counts', async () => {
  const { options } = await setUp({
    '.busted': `local tags = {}
      for _, tag in ipairs { 'fast', 'unit' } do tags[#tags + 1] = tag end
      return {
        _all = { lpath = 'lib/?.lua', ['exclude-tags'] = 'slow,broken', verbose = true },
        default = { helper = 'spec/helper.lua', tags = table.concat(tags, ','), shuffle = true,
                    lazy = true, ['keep-going'] = false, filter = { 'one', 'a, b' } },
        nightly = { tags = 'night' },
      }`,
  })
  expect(options).toMatchObject({
    lpath: 'lib/?.lua',
    helper: 'spec/helper.lua',
    tags: ['fast', 'unit'],
    exclude_tags: ['slow', 'broken'],
    filter: ['one', 'a, b'],
    shuffle: true,
    lazy: true,
    bail: true,
  })
})

const TASKS = { '.busted': "return { default = { tags = 'd' }, nightly = { tags = 'n', shuffle = true } }" }

test('another configuration in it, by the command line or our own configuration', async () => {
  expect((await setUp(TASKS, { run: 'nightly' })).options).toMatchObject({ tags: ['n'], shuffle: true })
  expect((await setUp(TASKS, {}, { busted: { run: 'nightly' } })).options.tags).toEqual(['n'])
})

test('the command line comes first', async () => {
  const { options } = await setUp(TASKS, { tags: ['x,y'], lpath: ['a/?.lua', 'b/?.lua'], shuffle: true })
  expect(options).toMatchObject({ tags: ['x', 'y'], lpath: 'a/?.lua;b/?.lua', shuffle: true })
})

describe('which files', () => {
  const FILES = {
    'spec/a_spec.lua': '',
    'spec/deep/b_spec.lua': '',
    'spec/helper.lua': '',
    'test/test_c.lua': '',
    'test/test_d_skip.lua': '',
  }
  const globs = async (busted: string, config: UserConfig = {}) =>
    (await setUp({ ...FILES, '.busted': `return { default = { ${busted} } }` }, {}, config)).globs

  test.each([
    ["ROOT = {'spec'}", ['spec/a_spec.lua', 'spec/deep/b_spec.lua']],
    ["ROOT = {'./spec/'}, recursive = false", ['spec/a_spec.lua']],
    ["ROOT = {'test'}, pattern = '^test_'", ['test/test_c.lua', 'test/test_d_skip.lua']],
    ["ROOT = 'test', pattern = '^test_', ['exclude-pattern'] = 'skip%.lua$'", ['test/test_c.lua']],
    ["pattern = 'helper'", ['spec/helper.lua']],
    ["ROOT = {'.'}", ['spec/a_spec.lua', 'spec/deep/b_spec.lua']],
  ])('%s', async (busted, expected) => {
    expect(await globs(busted)).toEqual(expected)
  })

  test('are as our own configuration has them, if it does', async () => {
    expect(await globs("ROOT = {'test'}", { specs: ['x/*.lua'] })).toEqual(['x/*.lua'])
  })
})

describe('a .busted file that cannot be used', () => {
  test.each([
    ['return 5', {}, '.busted does not return a table'],
    ['return {', {}, '.busted:1: '],
    ["error('no')", {}, '.busted:1: no'],
    ['while true do end', {}, 'ended after the limit of 5000 ms'],
    ['return { default = {}, a = 1 }', { run: 'a' }, '.busted has no configuration "a"'],
    ["io.popen('rm -rf /')", {}, 'io.popen is not available'],
  ])('%s', async (text, flags, message) => {
    const refused = setUp({ '.busted': text }, flags)
    await expect(refused).rejects.toThrow(UsageError)
    await expect(refused).rejects.toThrow(message)
  })

  test('is named and not there', async () => {
    await expect(setUp({}, { bustedFile: 'other.busted' })).rejects.toThrow('other.busted does not exist')
    await expect(setUp({}, { run: 'nightly' })).rejects.toThrow('there is no .busted')
  })
})
