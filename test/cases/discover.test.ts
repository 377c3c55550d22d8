import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type DiscoverOptions, discoverCases, snippetCase } from '../../harness/cases/discover.js'
import { UsageError } from '../../harness/errors.js'
import { temporaryFolder } from '../temporary-folder.js'

const FILES = {
  'game/combat.lua': 'return 1\n',
  'game/loot.lua': 'return 2\n',
  'game/data/items.lua': 'return {}\n',
  'other/tool.lua': 'return 3\n',
  'notes.txt': 'not Lua\n',
  'node_modules/dependency/x.lua': 'return 4\n',
}

async function discover(changes: Partial<DiscoverOptions> = {}, files: Record<string, string> = FILES) {
  const root = await temporaryFolder(files)
  const { cwd = '', ...rest } = changes
  return discoverCases({
    root,
    cwd: join(root, cwd),
    scripts: ['game/**/*.lua'],
    specs: null,
    paths: [],
    seed: 5,
    ...rest,
  })
}

const ids = async (...args: Parameters<typeof discover>) => (await discover(...args)).map(({ id }) => id)

describe('which scripts', () => {
  const CONFIGURED = ['game/combat.lua', 'game/data/items.lua', 'game/loot.lua']
  test.each<[string, Partial<DiscoverOptions>, string[]]>([
    ['all that are configured, sorted', {}, CONFIGURED],
    ['a file named, configured or not', { paths: ['other/tool.lua'] }, ['other/tool.lua']],
    ['a folder stands for the configured scripts in it', { paths: ['game/data'] }, ['game/data/items.lua']],
    ['the root folder stands for all of them', { paths: ['.'] }, CONFIGURED],
    ['a glob matches what it matches', { paths: ['o*/*.lua'] }, ['other/tool.lua']],
    [
      'each one once',
      { paths: ['game/loot.lua', './game/loot.lua', 'game/l*.lua', 'game/loot.lua'] },
      ['game/loot.lua'],
    ],
    [
      'paths are relative to the folder of the caller',
      { cwd: 'game', paths: ['loot.lua'] },
      ['game/loot.lua'],
    ],
    ['a folder of the caller', { cwd: 'game', paths: ['data'] }, ['game/data/items.lua']],
    ['a glob of the caller', { cwd: 'game', paths: ['*.lua'] }, ['game/combat.lua', 'game/loot.lua']],
    [
      'never those of dependencies',
      { scripts: ['**/*.lua'] },
      ['game/combat.lua', 'game/data/items.lua', 'game/loot.lua', 'other/tool.lua'],
    ],
  ])('%s', async (_, options, expected) => {
    expect(await ids(options)).toEqual(expected)
  })
})

describe('what is not there is an error, so that nothing runs less than it was told to', () => {
  test.each<[string, Partial<DiscoverOptions>, RegExp]>([
    ['a file', { paths: ['game/missing.lua'] }, /game\/missing\.lua does not exist/],
    ['a file below a file', { paths: ['notes.txt/x.lua'] }, /does not exist/],
    ['one of two files', { paths: ['game/loot.lua', 'gone.lua'] }, /gone\.lua does not exist/],
    ['a glob without a match', { paths: ['game/z*.lua'] }, /no file matches game\/z\*\.lua/],
    [
      'a folder without configured scripts',
      { paths: ['other'] },
      /no scripts in the folder other; its 1 Lua files match none of game/,
    ],
    [
      'configured globs without a match',
      { scripts: ['src/*.lua'] },
      /no scripts found: nothing in .* matches src/,
    ],
  ])('%s', async (_, options, message) => {
    const failure = discover(options)
    await expect(failure).rejects.toBeInstanceOf(UsageError)
    await expect(failure).rejects.toThrow(message)
  })

  test('an expectation that is not understood, with file and line', async () => {
    await expect(discover({}, { 'game/a.lua': '-- x\n-- expect: crsh\n' })).rejects.toThrow(
      /^game\/a\.lua:2: "expect: crsh" is not understood/,
    )
  })
})

test('a script has its path as identity and chunk name, and carries its expectations', async () => {
  const [script] = await discover({}, { 'game/a.lua': '-- expect: error on native\nerror "x"\n' })
  expect(script).toMatchObject({
    id: 'game/a.lua',
    kind: 'script',
    file: 'game/a.lua',
    line: 1,
    chunk: '@game/a.lua',
    arguments: [],
    seed: 5,
    expectations: [{ kind: 'outcome', outcome: 'error', engines: ['native'] }],
  })
})

test('a #! line becomes a comment, and lines keep their numbers', async () => {
  const [script] = await discover({}, { 'game/a.lua': '#!/usr/bin/lua\nreturn 1\n' })
  expect(script?.source.toString()).toBe('--#!/usr/bin/lua\nreturn 1\n')
})

test('snippets are cases of their own', () => {
  expect(snippetCase('return "é"', 3, 1)).toMatchObject({
    id: '-e',
    kind: 'snippet',
    file: null,
    chunk: '=-e',
    seed: 3,
    source: Buffer.from('return "é"', 'utf8'),
    expectations: [],
  })
  expect(snippetCase('return 2', 3, 2)).toMatchObject({ id: '-e 2', chunk: '=-e 2' })
})
