import { expect, test } from 'vitest'
import { configSchema, type UserConfig } from '../../harness/config/schema.js'
import { UsageError } from '../../harness/errors.js'
import { loadLedger } from '../../harness/ledger/load.js'
import { temporaryFolder } from '../temporary-folder.js'
import { anEntry } from './entries.js'

const text = (...accepted: object[]) => JSON.stringify({ schema: 'luaparity.ledger/1', accepted })

const load = async (files: Record<string, string>, config: UserConfig = {}) =>
  loadLedger({ root: await temporaryFolder(files), config: configSchema.parse(config) })

test('is read beside the configuration', async () => {
  const ledger = await load({ 'luaparity.ledger.json': text(anEntry()) })
  expect(ledger?.file).toBe('luaparity.ledger.json')
  expect(ledger?.entries.map(({ said }) => said)).toEqual([anEntry()])
})

test('is read from where the configuration says', async () => {
  const files = { 'ci/known.json': text(), 'luaparity.ledger.json': text(anEntry()) }
  expect(await load(files, { ledger: 'ci/known.json' })).toEqual({ file: 'ci/known.json', entries: [] })
})

test('need not be there, unless it is named', async () => {
  expect(await load({})).toBeNull()
  await expect(load({}, { ledger: 'known.json' })).rejects.toThrow(
    /known\.json, which the configuration names, does not exist/,
  )
})

test.each<[string, string, RegExp]>([
  ['no JSON', '{', /ledger\.json is not JSON: /],
  ['what does not fit', text(anEntry({ reason: '' })), /is not valid:\n {2}accepted\[0\]\.reason: /],
  [
    'every mistake',
    text(anEntry({ case: '' }), anEntry({ cause: 'crash' })),
    /accepted\[0\]\.case: .*\n {2}accepted\[1\]\.signature: /,
  ],
  [
    'an engine that there is not',
    text(anEntry({ engine: 'lua54 lua99' })),
    /accepted\[0\]\.engine: there is no engine "lua99"; Engines: native, /,
  ],
])('throws UsageError for %s', async (_, content, message) => {
  const loading = load({ 'luaparity.ledger.json': content })
  await expect(loading).rejects.toThrow(UsageError)
  await expect(loading).rejects.toThrow(message)
})

test('knows the engines that the project defines', async () => {
  const files = {
    'luaparity.ledger.json': text(anEntry({ engine: 'game' }), anEntry({ engine: 'process:./game -x' })),
  }
  expect((await load(files, { engines: { game: { command: ['./game'] } } }))?.entries).toHaveLength(2)
  await expect(load(files)).rejects.toThrow('accepted[0].engine: there is no engine "game"')
})
