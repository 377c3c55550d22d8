import { describe, expect, test } from 'vitest'
import { type RunFlags, runCommand } from '../../harness/cli/commands/run.js'
import { UsageError } from '../../harness/errors.js'

function parse(...args: string[]): RunFlags {
  const command = runCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .action(() => {})
  return command.parse(args, { from: 'user' }).opts<RunFlags>()
}

test('nothing said is empty lists, and images built where they are missing', () => {
  expect(parse()).toEqual({ eval: [], reporter: [], output: [], build: true })
})

test.each<[string[], Partial<RunFlags>]>([
  [['-e', 'return 1', '-e', 'return 2'], { eval: ['return 1', 'return 2'] }],
  [['--eval', '-1'], { eval: ['-1'] }],
  [['--engines', 'lua51,native'], { engines: ['lua51', 'native'] }],
  [['--engines', ' lua51 , native ,'], { engines: ['lua51', 'native'] }],
  [['--engines', ','], { engines: [] }],
  [['--reference', 'lua54'], { reference: 'lua54' }],
  [['--seed', '0'], { seed: 0 }],
  [['--seed', '9007199254740991'], { seed: Number.MAX_SAFE_INTEGER }],
  [['--timeout', '250', '--jobs', '3'], { timeout: 250, jobs: 3 }],
  [
    ['--reporter', 'json', '--output', 'r.json', '--reporter', 'terminal'],
    { reporter: ['json', 'terminal'], output: ['r.json'] },
  ],
  [['--bail', '--list', '--verbose'], { bail: true, list: true, verbose: true }],
  [['--matrix', 'ci', '--no-build'], { matrix: 'ci', build: false }],
  [['--config', 'ci.ts'], { config: 'ci.ts' }],
])('%j', (args, expected) => {
  expect(parse(...args)).toMatchObject(expected)
})

test('lists of one run do not show up in the next', () => {
  parse('-e', 'one')
  expect(parse('-e', 'two').eval).toEqual(['two'])
})

describe('a number that is none is a usage error', () => {
  test.each([
    ['--seed', '-1'],
    ['--seed', '1.5'],
    ['--seed', 'abc'],
    ['--seed', ''],
    ['--seed', ' '],
    ['--seed', '0x10'],
    ['--seed', '1e3'],
    ['--seed', 'Infinity'],
    ['--seed', '9007199254740992'],
    ['--timeout', '0'],
    ['--timeout', '5s'],
    ['--jobs', '0'],
    ['--jobs', '-2'],
  ])('%s %j', (name, text) => {
    expect(() => parse(`${name}=${text}`)).toThrow(UsageError)
    expect(() => parse(`${name}=${text}`)).toThrow(`${name} takes a whole number of at least`)
  })
})

test.each([['--nonsense'], ['--seed'], ['--engines']])('%s is refused', (...args) => {
  expect(() => parse(...args)).toThrow(/unknown option|argument missing/)
})
