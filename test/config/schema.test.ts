import { describe, expect, test } from 'vitest'
import { defineConfig } from '../../harness/config/define.js'
import { configSchema, describeIssues } from '../../harness/config/schema.js'

const problems = (config: unknown): string[] => {
  const result = configSchema.safeParse(config)
  return result.success ? [] : describeIssues(result.error)
}

test('an empty configuration has every default', () => {
  expect(configSchema.parse({})).toEqual({
    advice: { off: [] },
    busted: {},
    modules: ['?.lua', '?/init.lua'],
    data: [],
    reference: 'native',
    limits: { timeoutMs: 5000, memoryMb: 256, outputKb: 1024, valuesKb: 16384, children: 16 },
    host: {},
    explain: { level: 'quick', repeats: 3 },
    seed: 1,
    time: 1_700_000_000,
    env: {},
    determinism: { clock: true, random: true },
  })
})

test('one limit given leaves the others at their defaults', () => {
  expect(configSchema.parse({ limits: { timeoutMs: 9 } }).limits).toMatchObject({
    timeoutMs: 9,
    memoryMb: 256,
  })
})

test.each([
  [{ engines: ['lua51', 'native'] }],
  [{ engines: { lua51: true, mine: { command: ['mylua', '-q'] } } }],
  [{ engines: { game: { image: 'studio/game:prod', adapter: './adapter.rb', env: { GAME_ENV: 'test' } } } }],
  [{ engines: { studio: { image: 'studio/lua:prod', command: ['luajit'] } } }],
  [{ host: { lua: 'fakes.lua', ruby: 'host.rb' } }],
  [{ limits: { memoryMb: 0.5, cpuMs: 100, children: 0 } }],
  [{ seed: 0, time: 0, jobs: 1 }],
])('accepts %j', (config) => {
  expect(problems(config)).toEqual([])
})

describe('each problem is one line with its path and what was expected', () => {
  test.each<[unknown, string | RegExp]>([
    [null, /^the configuration: expected object/],
    [{ script: [] }, /^script: unknown key; known keys: scripts, specs, modules, busted, data, engines, /],
    [
      { limits: { timeout: 1 } },
      /^limits\.timeout: unknown key; known keys: timeoutMs, .*cpuMs, memoryMb, .*children$/,
    ],
    [{ host: { js: 'x' } }, 'host.js: unknown key; known keys: lua, ruby'],
    [{ determinism: { date: true } }, 'determinism.date: unknown key; known keys: clock, random'],
    [{ scripts: 'a.lua' }, 'scripts: expected array, received string'],
    [{ scripts: [''] }, /^scripts\[0\]: /],
    [{ scripts: ['a', 7] }, 'scripts[1]: expected string, received number'],
    [{ engines: [] }, /^engines: .*expected array to have >=1 items/],
    [{ engines: 'native' }, 'engines: expected array, or record'],
    [{ engines: { mine: { command: [] } } }, /^engines/],
    [
      { engines: { game: { image: 'a', adapter: 7 } } },
      'engines.game.adapter: expected string, received number',
    ],
    [
      { engines: { game: { image: 'a' } } },
      'engines.game.adapter: expected string, received undefined, or engines.game.command: expected array, received undefined',
    ],
    [
      { engines: { game: { image: 'a', adapter: 'b', user: 'root' } } },
      'engines.game.user: unknown key; known keys: command, image, adapter, env',
    ],
    [
      { engines: { game: { image: 'a', adapter: 'b', env: { A: 1 } } } },
      'engines.game.env.A: expected string, received number',
    ],
    [{ limits: { timeoutMs: 0 } }, /^limits\.timeoutMs: /],
    [{ limits: { timeoutMs: 1.5 } }, /^limits\.timeoutMs: /],
    [{ limits: { memoryMb: -1 } }, /^limits\.memoryMb: /],
    [{ limits: { cpuMs: 0 } }, /^limits\.cpuMs: /],
    [{ limits: { children: -1 } }, /^limits\.children: /],
    [{ seed: -1 }, /^seed: /],
    [{ seed: '1' }, 'seed: expected number, received string'],
    [{ jobs: 0 }, /^jobs: /],
    [{ env: { A: 1 } }, 'env.A: expected string, received number'],
  ])('%j', (config, expected) => {
    const lines = problems(config)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(expected)
  })

  test('several at once', () => {
    expect(problems({ seed: 'x', one: 1, two: 2 })).toEqual([
      expect.stringMatching(/^seed: /),
      expect.stringMatching(/^one: unknown key/),
      expect.stringMatching(/^two: unknown key/),
    ])
  })
})

test('defineConfig returns its argument', () => {
  const config = { seed: 4 }
  expect(defineConfig(config)).toBe(config)
})
