import { describe, expect, test } from 'vitest'
import { issueLines } from '../../harness/config/issues.js'
import { knownLedgerKeys, ledgerSchema } from '../../harness/ledger/schema.js'
import { anEntry } from './entries.js'

const PROJECT = { engines: { game: { command: ['./game'] } } }

const problems = (ledger: unknown): string[] => {
  const result = ledgerSchema(PROJECT).safeParse(ledger)
  return result.success ? [] : issueLines(result.error, { whole: 'the ledger', knownKeys: knownLedgerKeys })
}
const problemsWith = (entry: object) => problems({ schema: 'luaparity.ledger/1', accepted: [entry] })

test.each([
  [{}],
  [{ case: 'scripts/**/*.lua', until: '2027-01-31' }],
  [{ engine: '*' }],
  [{ engine: 'game' }],
  [{ engine: 'lua54 lua53, fast' }],
  [{ engine: 'native:release=trixie,jit=off native:gc=gc32,*' }],
  [{ engine: 'process:luajit -joff' }],
  [{ cause: 'dialect' }],
  [{ cause: 'dialect', rule: 'int-float-tostring' }],
  [{ cause: 'crash', signature: 'SIGSEGV in lj_parse' }],
  [{ cause: 'nondeterministic' }],
] as const)('accepts %j', (changes) => {
  expect(problemsWith(anEntry(changes))).toEqual([])
})

describe('each problem is one line with its path and what was expected', () => {
  test.each<[unknown, string | RegExp]>([
    [null, /^the ledger: expected object/],
    [{ schema: 'luaparity.ledger/2', accepted: [] }, /^schema: expected "luaparity\.ledger\/1"/],
    [{ schema: 'luaparity.ledger/1' }, /^accepted: expected array/],
    [
      { schema: 'luaparity.ledger/1', accepted: [], entries: [] },
      'entries: unknown key; known keys: schema, accepted',
    ],
  ])('of the file: %j', (ledger, line) => {
    expect(problems(ledger)).toEqual([expect.stringMatching(line)])
  })

  test.each<[object, string | RegExp]>([
    [{ case: '' }, /^accepted\[0\]\.case: /],
    [{ engine: ' ' }, 'accepted[0].engine: names no engine; "*" means any'],
    [{ engine: 'native:release=sid,*' }, /^accepted\[0\]\.engine: .*sid/],
    [
      { engine: 'release=trixie,*' },
      /^accepted\[0\]\.engine: "release=trixie" names no engine; Axes belong to native:/,
    ],
    [{ engine: 'lua54 lua99' }, /^accepted\[0\]\.engine: there is no engine "lua99"; Engines: native, /],
    [{ cause: 'magic' }, /^accepted\[0\]\.cause: .*"dialect"/],
    [{ reason: ' \t' }, 'accepted[0].reason: expected a reason, which is not blank'],
    [{ reason: undefined }, 'accepted[0].reason: expected string, received undefined'],
    [{ until: '2027-02-30' }, 'accepted[0].until: expected a day such as "2027-01-31"'],
    [{ until: '31.1.2027' }, 'accepted[0].until: expected a day such as "2027-01-31"'],
    [{ rule: 'int-float-tostring' }, 'accepted[0].rule: only for the cause dialect'],
    [
      { cause: 'dialect', rule: 'no-such-rule' },
      'accepted[0].rule: there is no rule "no-such-rule"; `luaparity rules` lists them',
    ],
    [{ signature: 'SIGSEGV' }, 'accepted[0].signature: only for the cause crash'],
    [{ cause: 'crash' }, /^accepted\[0\]\.signature: a crash is accepted by its signature only/],
    [{ cases: 'a.lua' }, /^accepted\[0\]\.cases: unknown key; known keys: case, engine, cause, /],
  ])('of an entry: %j', (changes, line) => {
    const lines = problemsWith({ ...anEntry(), ...changes })
    expect(lines).toHaveLength(1)
    if (typeof line === 'string') expect(lines[0]).toBe(line)
    else expect(lines[0]).toMatch(line)
  })
})

test('every mistake is named, whatever else is wrong', () => {
  const entry = { case: 'a.lua', engine: 'lua99', cause: 'crash', raeson: 'why', until: 'soon' }
  expect(problems({ schema: 'luaparity.ledger/1', accepted: [entry, null] })).toEqual([
    'accepted[0].reason: expected string, received undefined',
    'accepted[0].until: expected a day such as "2027-01-31"',
    expect.stringMatching(/^accepted\[0\]\.raeson: unknown key/),
    expect.stringMatching(/^accepted\[0\]\.engine: there is no engine "lua99"/),
    expect.stringMatching(/^accepted\[0\]\.signature: a crash is accepted by its signature only/),
    'accepted[1]: expected object, received null',
  ])
})
