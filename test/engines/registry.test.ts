import { expect, test } from 'vitest'
import { configSchema, type UserConfig } from '../../harness/config/schema.js'
import { MATRICES } from '../../harness/engines/native/axes.js'
import {
  canonicalName,
  chosenEngines,
  createEngines,
  type EngineChoice,
} from '../../harness/engines/registry.js'
import { UsageError } from '../../harness/errors.js'

const USUAL = ['native', 'native:jit=off', 'fast', 'lua51', 'lua54', 'lua53']
const IN_PROCESS = ['fast', 'lua51', 'lua54', 'lua53']

test.each<[string, UserConfig, EngineChoice, { names: readonly string[]; named: boolean }]>([
  ['nothing said', {}, {}, { names: USUAL, named: false }],
  [
    'a matrix in the configuration',
    { matrix: 'laptop' },
    {},
    { names: [...MATRICES.laptop, ...IN_PROCESS], named: true },
  ],
  [
    'another on the command line',
    { matrix: 'laptop' },
    { matrix: 'ci' },
    { names: [...MATRICES.ci, ...IN_PROCESS], named: true },
  ],
  [
    'engines on the command line',
    { matrix: 'ci' },
    { engines: ['lua51'] },
    { names: ['lua51'], named: true },
  ],
  [
    'both on the command line',
    {},
    { matrix: 'laptop', engines: ['lua51', 'native:gc=gc32'] },
    { names: [...MATRICES.laptop, 'lua51', 'native:gc=gc32'], named: true },
  ],
  [
    'engines of the configuration beside a matrix',
    { engines: ['native', 'process:luajit'], matrix: 'laptop' },
    {},
    { names: [...MATRICES.laptop, 'process:luajit'], named: true },
  ],
  [
    'engines of the configuration',
    { engines: { game: { command: ['./lua'] } } },
    {},
    { names: ['game'], named: true },
  ],
])('%s', (_, config, choice, expected) => {
  expect(chosenEngines(configSchema.parse(config), choice)).toEqual(expected)
})

test('an engine has one name, and is made once', async () => {
  expect(canonicalName('native:jit=on')).toBe('native')
  expect(canonicalName('fast')).toBe('fast')
  const settings = { jobs: 1, memoryBytes: 2 ** 28, runId: 'x', root: '/', env: {} }
  const engines = await createEngines(
    ['native', 'native:jit=on', 'lua51', 'lua51'],
    configSchema.parse({}),
    settings,
  )
  expect(engines.map(({ name }) => name)).toEqual(['native', 'lua51'])
  await expect(createEngines(['lua99'], configSchema.parse({}), settings)).rejects.toThrow(UsageError)
  await expect(createEngines(['native:gc=gc16'], configSchema.parse({}), settings)).rejects.toThrow(
    UsageError,
  )
})
