import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from '../../harness/errors.js'
import { extendLedger, writeLedger } from '../../harness/ledger/write.js'
import { temporaryFolder } from '../temporary-folder.js'
import { anEntry } from './entries.js'

const TODAY = '2027-01-01'

test('new entries stand among the others, sorted', () => {
  const known = [anEntry({ case: 'c.lua' }), anEntry({ case: 'a.lua', engine: 'lua54' })]
  const wanted = [anEntry({ case: 'b.lua' }), anEntry({ case: 'a.lua', engine: 'lua53' })]
  const { accepted, added } = extendLedger(known, wanted, TODAY)
  expect(accepted.map(({ case: id, engine }) => `${id} ${engine}`)).toEqual([
    'a.lua lua53',
    'a.lua lua54',
    'b.lua lua54',
    'c.lua lua54',
  ])
  expect(added).toEqual(wanted)
})

test('what is there already stays with its reason, and is not repeated', () => {
  const known = [anEntry({ reason: 'first', until: '2027-01-01' })]
  expect(extendLedger(known, [anEntry({ reason: 'second' })], TODAY)).toEqual({ accepted: known, added: [] })
  expect(extendLedger([], [anEntry(), anEntry({ reason: 'again' })], TODAY).accepted).toEqual([anEntry()])
})

test('what differs in rule or signature is something else', () => {
  const known = [anEntry({ cause: 'crash', signature: 'SIGSEGV in lj_parse' })]
  const wanted = [anEntry({ cause: 'crash', signature: 'SIGSEGV in lj_opt' })]
  expect(extendLedger(known, wanted, TODAY).accepted).toHaveLength(2)
})

test('an entry that has run out makes way for the one that takes its place', () => {
  const wanted = anEntry({ reason: 'again' })
  const { accepted, added } = extendLedger([anEntry({ until: '2026-12-31' })], [wanted], TODAY)
  expect([accepted, added]).toEqual([[wanted], [wanted]])
})

test('is written as text that a person can read and git can merge', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'luaparity.ledger.json')
  await writeLedger(path, [anEntry()])
  expect(await readFile(path, 'utf8')).toBe(`{
  "schema": "luaparity.ledger/1",
  "accepted": [
    {
      "case": "a.lua",
      "engine": "lua54",
      "cause": "unexplained",
      "reason": "only the log shows it"
    }
  ]
}
`)
  expect(await readdir(folder)).toEqual(['luaparity.ledger.json'])
})

test('where it cannot be written, nothing is left behind', async () => {
  const folder = await temporaryFolder({ 'ledger.json/x': '' })
  const writing = writeLedger(join(folder, 'ledger.json'), [anEntry()])
  await expect(writing).rejects.toThrow(UsageError)
  expect(await readdir(folder)).toEqual(['ledger.json'])
  await expect(writeLedger(join(folder, 'missing', 'ledger.json'), [])).rejects.toThrow(
    /could not be written to/,
  )
})
