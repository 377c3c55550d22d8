import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Limits } from '../../../harness/cases/case.js'
import { configSchema } from '../../../harness/config/schema.js'
import type { Engine, Project } from '../../../harness/engines/engine.js'
import { createEngines } from '../../../harness/engines/registry.js'
import { EngineUnavailableError } from '../../../harness/errors.js'
import { run } from '../../../harness/runs/run.js'
import type { Difference } from '../../../harness/verdicts/verdict.js'
import { ended, num, passing } from '../../builders.js'
import { describeDocker } from '../../docker.js'
import { LIMITS, scriptCase } from '../../engines/running.js'
import { describeFastVm } from '../../fast-vm.js'
import { type Behaviour, FakeEngine } from '../../runs/fake-engine.js'

interface Given {
  /** Names of engines, the reference first, or engines. */
  engines: readonly (string | Engine)[]
  files?: Record<string, string>
  limits?: Partial<Limits>
  host?: { lua: string; ruby: string }
  real?: ('clock' | 'random')[]
  repeats?: number
}

/** What a script is found to differ in, as `engines: cause at place`. */
async function causes(source: string, given: Given): Promise<string[]> {
  return (await differences(source, given)).map(({ engines, cause, place }) => {
    const kind = cause.kind === 'dialect' ? `dialect ${cause.rule}` : cause.kind
    const doubt = cause.confidence === 'confirmed' ? '' : ` (${cause.confidence})`
    return `${engines.join(' ')}: ${kind}${doubt}${place ? ` at ${place.file}:${place.line}` : ''}`
  })
}

async function differences(
  source: string,
  { engines, files = {}, limits = {}, host, real, repeats = 3 }: Given,
): Promise<Difference[]> {
  const settings = {
    jobs: 2,
    memoryBytes: LIMITS.memoryBytes,
    runId: randomUUID(),
    root: '/',
    env: process.env,
  }
  const config = configSchema.parse({})
  const created = await createEngines(
    engines.filter((engine) => typeof engine === 'string'),
    config,
    settings,
  )
  const made = created.values()
  const all = engines.map((engine) => (typeof engine === 'string' ? made.next().value! : engine))
  const bytes = (text: string | undefined, path: string) =>
    text === undefined ? null : { path, source: Buffer.from(text) }
  const project: Project = {
    root: '/',
    files: {
      id: settings.runId,
      files: new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
    },
    packagePath: '?.lua',
    time: 0,
    env: {},
    determinism: { clock: true, random: true },
    host: { lua: bytes(host?.lua, 'host.lua'), ruby: bytes(host?.ruby, 'host.rb') },
  }
  const result = await run({
    id: settings.runId,
    cases: [{ ...scriptCase('test.lua', { source }), ...(real && { real }) }],
    engines: all,
    project,
    limits: { ...LIMITS, ...limits },
    seed: 1,
    reference: all[0]!.name,
    named: true,
    orders: 0,
    bail: false,
    signal: new AbortController().signal,
    clock: { now: () => new Date(0), monotonicMs: () => performance.now() },
    explain: {
      level: 'quick',
      repeats,
      engineFor: async (name) => {
        const [engine] = await createEngines([name], config, settings)
        if (!engine) throw new EngineUnavailableError(`there is no ${name}`)
        return engine
      },
    },
  })
  const { verdict } = result.cases[0]!.judgement
  return verdict.kind === 'difference' ? verdict.differences : []
}

const BRITTLE_LOOP = `local names = {}
for _, name in ipairs({ 'troll', 'orc', 'elf', 'dwarf', 'hobbit', 'ent', 'wolf', 'eagle', 'warg', 'maia' }) do names[name] = #name end
local total = 0
for _, length in pairs(names) do total = total + length end
local list = ''
for name in pairs(names) do list = list .. name end
print(list)
return total`

describe('a difference between dialects', () => {
  test('is named by its rule, at the line that makes it', async () => {
    const source = "local gold = 10\nlocal half = gold / 2\nprint('each inherits ' .. half)\nreturn 1"
    expect(await causes(source, { engines: ['lua51', 'lua54', 'lua53'] })).toEqual([
      'lua54 lua53: dialect int-float-tostring at test.lua:3',
    ])
  })

  test('is found in a module', async () => {
    const files = { 'combat.lua': 'local M = {}\nfunction M.text(n)\n  return n / 2 .. " hp"\nend\nreturn M' }
    const [difference] = await differences("return require('combat').text(8)", {
      engines: ['lua51', 'lua54'],
      files,
    })
    expect(difference).toMatchObject({
      place: { file: 'combat.lua', line: 3 },
      headline: 'n / 2 is "4.0", LuaJIT gives "4"',
      summary: 'lua54 returns "4.0 hp", lua51 "4 hp"',
    })
  })

  test('is not blamed for what another one does', async () => {
    const source = 'local hp = 7 / 2\nlocal text = tostring(hp) .. tostring(6 / 2)\nreturn #text > 0 and text'
    expect(await causes(source, { engines: ['lua51', 'lua54'] })).toEqual([
      'lua54: dialect int-float-tostring at test.lua:2',
    ])
  })
})

describeFastVm('the order of pairs', () => {
  test('is found, at the loop that matters', async () => {
    expect(await causes(BRITTLE_LOOP, { engines: ['fast', 'lua51'] })).toEqual([
      'lua51: order-dependent at test.lua:6',
    ])
  })

  test('together with a difference of dialect, both are named', async () => {
    const source = BRITTLE_LOOP.replace('return total', 'return total * 2 / 2 .. ""')
    expect((await causes(source, { engines: ['fast', 'lua54'] })).sort()).toEqual([
      'lua54: dialect int-float-tostring at test.lua:8',
      'lua54: order-dependent at test.lua:6',
    ])
  })
})

describeFastVm('what is never the same twice', () => {
  test('is named by what shows it', async () => {
    const [difference] = await differences("print('spawned ' .. tostring({}))", {
      engines: ['fast', 'lua51'],
    })
    expect(difference).toMatchObject({
      cause: { kind: 'nondeterministic' },
      place: { file: 'test.lua', line: 1 },
    })
    expect(difference!.headline).toContain('an address')
  })

  test('so is the real clock', async () => {
    const source =
      "local t = {}\nfor i = 1, 20 do t[i] = ('%.9f'):format(os.clock()) end\nreturn table.concat(t)"
    const [difference] = await differences(source, { engines: ['fast', 'lua51'], real: ['clock'] })
    expect(difference).toMatchObject({
      cause: { kind: 'nondeterministic' },
      place: { file: 'test.lua', line: 2 },
    })
  })
})

describeFastVm('a limit that only one engine comes to', () => {
  test('is told with the numbers', async () => {
    const source = 'local n = 0 for i = 1, 1e6 do n = n + i end return n'
    const [difference] = await differences(source, {
      engines: ['fast', 'lua51'],
      limits: { instructions: 100_000 },
    })
    expect(difference).toMatchObject({ cause: { kind: 'limits', confidence: 'likely' }, engines: ['lua51'] })
    expect(difference!.headline).toMatch(/^fast was ended after 100000 VM instructions; lua51 took \d+ ms$/)
  })
})

describe('engines of which nothing more is known', () => {
  const returning = (value: number) => passing({ values: [num(value)] })
  const engine = (name: string, behaviour: Behaviour) => new FakeEngine(name, behaviour)

  test('differ for no reason that was found, and it is said what was tried', async () => {
    const engines = [engine('one', { run: () => returning(1) }), engine('two', { run: () => returning(2) })]
    const [difference] = await differences('return 1', { engines })
    expect(difference!.cause).toEqual({ kind: 'unexplained', confidence: 'unconfirmed' })
    expect(difference!.evidence.join()).toContain('further runs come out alike')
  })

  test('whose control runs come to nothing are not said to have been tried', async () => {
    const lost = engine('two', {
      run: (testCase) => (testCase.control ? ended('unavailable', 'lost') : returning(2)),
    })
    const engines = [engine('one', { run: () => returning(1) }), lost]
    const [difference] = await differences('return 1', { engines })
    expect(difference!.cause.kind).toBe('unexplained')
    expect(difference!.evidence.join()).toContain('not all control runs could be made')
  })

  test('that do otherwise now and then are nondeterministic, with the rate', async () => {
    let runs = 0
    const flaky = engine('flaky', { run: (testCase) => returning(testCase.control ? 9 : (runs++ % 2) + 2) })
    const engines = [engine('one', { run: () => returning(1) }), flaky]
    const [difference] = await differences('return 1', { engines, repeats: 4 })
    expect(difference!.cause).toEqual({
      kind: 'nondeterministic',
      differing: 2,
      runs: 4,
      confidence: 'confirmed',
    })
    expect(difference!.headline).toBe('2 of 4 further runs on flaky came out otherwise')
  })
})

describeDocker('native engines', () => {
  const HOST = {
    lua: 'return function() return { roll = function(sides) return sides end } end',
    ruby: "Luaparity.host { |host, _| host.function('roll') { |sides| sides.to_i - 1 } }",
  }

  test('whose host answers otherwise', async () => {
    const source = "local n = host.roll(6)\nprint('rolled ' .. n)\nreturn n"
    const [difference] = await differences(source, { engines: ['native', 'lua51'], host: HOST })
    expect(difference).toMatchObject({ cause: { kind: 'host', confidence: 'confirmed' } })
    expect(difference!.headline).toBe('host call 1: host.roll(6) gives 5 on native, 6 on lua51')
  })
})
