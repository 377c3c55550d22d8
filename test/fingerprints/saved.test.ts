import { describe, expect, test } from 'vitest'
import { UsageError } from '../../harness/errors.js'
import { readSaved, savedName } from '../../harness/fingerprints/saved.js'
import { temporaryFolder } from '../temporary-folder.js'

const entry = (name: string, changes: object = {}) => ({
  name,
  kind: 'native',
  reference: false,
  axes: { jit: 'on' },
  status: 'ready',
  fingerprint: { vm: `VM of ${name}` },
  ...changes,
})

const list = (...engines: object[]) =>
  JSON.stringify({ schema: 'luaparity.engines/1', luaparity: '0.9.0', engines })

async function read(text: string, engine: string | null = null) {
  const cwd = await temporaryFolder({ 'x.json': text })
  return readSaved({ file: 'x.json', engine }, cwd)
}

/** The error of reading, with its hint. */
async function failure(text: string, engine: string | null = null): Promise<string> {
  const error: unknown = await read(text, engine).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(UsageError)
  return `${(error as UsageError).message}\n${(error as UsageError).hint}`
}

test.each([
  ['a.json', { file: 'a.json', engine: null }],
  ['../b/a.JSON', { file: '../b/a.JSON', engine: null }],
  ['a.json#native:jit=off', { file: 'a.json', engine: 'native:jit=off' }],
  ['a.json#', { file: 'a.json', engine: null }],
  ['native', null],
  ['native:gc=gc32,jit=off', null],
  ['process:luajit -O3', null],
])('%s', (text, name) => expect(savedName(text)).toEqual(name))

describe('which engine of a list is meant', () => {
  test.each<[string, object[], string | null, string]>([
    ['the one named', [entry('native'), entry('lua51')], 'lua51', 'lua51'],
    ['the reference', [entry('native'), entry('studio', { reference: true })], null, 'studio'],
    ['native', [entry('lua51'), entry('native')], null, 'native'],
    ['the only one', [entry('studio')], null, 'studio'],
  ])('%s', async (_, engines, wanted, name) => {
    expect(await read(list(...engines), wanted)).toEqual({
      name,
      kind: 'native',
      source: 'x.json, saved by luaparity 0.9.0',
      luaparity: '0.9.0',
      axes: { jit: 'on' },
      facts: { vm: `VM of ${name}` },
    })
  })

  test('is an error where it cannot be told, with what there is', async () => {
    const message = await failure(list(entry('a'), entry('b')))
    expect(message).toContain('none of them is the reference')
    expect(message).toContain('Name one of them, as x.json#a. It has: a, b.')
  })
})

test('the report of a run is a list of engines too', async () => {
  const report = {
    schema: 'luaparity.report/1',
    run: {},
    cases: [],
    engines: [entry('native', { incidents: [] })],
  }
  expect(await read(JSON.stringify(report))).toMatchObject({ name: 'native', source: 'x.json' })
})

test('facts may be anything', async () => {
  const fingerprint = { vm: 'x', limits: { stack: 1 }, list: [1, 'a'], no: null, yes: true }
  expect((await read(list(entry('native', { fingerprint })))).facts).toEqual(fingerprint)
})

describe('a file that does not fit is an error that says where', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', 'hello', /x\.json is not JSON: .+[\s\S]*luaparity engines --json > file\.json/],
    [
      'the wrong JSON',
      '{"name": "x"}',
      /x\.json is no list of engines:\n {2}schema: .*luaparity\.engines\/1[\s\S]*engines: expected array/,
    ],
    ['a bare array', '[]', /the file: expected object, received array/],
    ['no engine', list(), /engines: Too small/],
    [
      'an engine without a VM',
      list(entry('a', { fingerprint: { ruby: '3' } })),
      /engines\[0\]\.fingerprint\.vm: expected string, received undefined/,
    ],
    [
      'axes of a wrong type',
      list(entry('a'), entry('b', { axes: { jit: 1 } })),
      /engines\[1\]\.axes\.jit: expected string, received number/,
    ],
    [
      'an engine that was not there',
      list(entry('a', { status: 'unavailable', fingerprint: null, reason: 'No Docker' })),
      /"a" was unavailable when it was saved: No Docker/,
    ],
  ])('%s', async (_, text, message) => expect(await failure(text)).toMatch(message))

  test('no such engine', async () => {
    expect(await failure(list(entry('a'), entry('b')), 'c')).toMatch(/has no engine "c"\nIt has: a, b\./)
  })

  test('no file', async () => {
    const cwd = await temporaryFolder()
    await expect(readSaved({ file: 'x.json', engine: null }, cwd)).rejects.toThrow(
      /x\.json cannot be read: ENOENT/,
    )
  })
})
