import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSpecSession, type SpecSession } from '../../harness/specs/session.js'
import { NO_DOCKER } from '../e2e/command.js'
import { temporaryFolder } from '../temporary-folder.js'

const FILES = {
  'luaparity.config.json': JSON.stringify({ host: { lua: 'host/fakes.lua' }, limits: { timeoutMs: 20_000 } }),
  'host/fakes.lua':
    "local dice = require 'host.dice' return function() return { roll = function() return dice end } end",
  'host/dice.lua': 'return 4',
  'combat.lua': "local armour = require 'armour' return { hit = function(n) return n - armour end }",
  'armour.lua': 'return 1',
  'unrelated.lua': 'return {}',
  'spec/combat_spec.lua': `
    local combat = require 'combat'
    describe('combat', function()
      it('hits', function() assert.are.equal(4, combat.hit(5)) end)
      it('rolls', function() assert(host.roll() == 4) end)
      pending('parries')
    end)`,
  'spec/other.test.lua': "it('is there', function() end)",
}

async function open(changes: Record<string, string> = {}): Promise<{ session: SpecSession; root: string }> {
  const root = await temporaryFolder({ ...FILES, ...changes })
  const session = await openSpecSession({ cwd: root })
  onTestFinished(() => session.stop())
  return { session, root }
}

const outcomes = async (session: SpecSession, engine: string, only: number[] | null = null) =>
  (await session.run(engine, 'spec/combat_spec.lua', only)).tests.map(
    ({ n, names, observation }) => `${n} ${names.join(' > ')}: ${observation.outcome}`,
  )

test('finds the spec files of the project', async () => {
  const { session, root } = await open()
  expect(await session.specFiles()).toEqual([
    join(root, 'spec/combat_spec.lua'),
    join(root, 'spec/other.test.lua'),
  ])
})

test.each(['lua51', 'lua54'])('lists tests and runs those that are wanted, on %s', async (engine) => {
  const { session } = await open()
  const { tests, problem } = await session.list(engine, 'spec/combat_spec.lua')
  expect(problem).toBeNull()
  expect(tests).toEqual([
    { n: 1, names: ['combat', 'hits'], file: 'spec/combat_spec.lua', line: 4, pending: false },
    { n: 2, names: ['combat', 'rolls'], file: 'spec/combat_spec.lua', line: 5, pending: false },
    { n: 3, names: ['combat', 'parries'], file: 'spec/combat_spec.lua', line: 6, pending: true },
  ])
  expect(await outcomes(session, engine)).toEqual([
    '1 combat > hits: pass',
    '2 combat > rolls: pass',
    '3 combat > parries: pending',
  ])
  expect(await outcomes(session, engine, [2])).toEqual(['2 combat > rolls: pass'])
})

test('sees files as they are once it is told that they changed', async () => {
  const { session, root } = await open()
  expect((await outcomes(session, 'lua51'))[0]).toBe('1 combat > hits: pass')
  await writeFile(join(root, 'armour.lua'), 'return 2')
  session.filesChanged([join(root, 'armour.lua')])
  expect((await outcomes(session, 'lua51'))[0]).toBe('1 combat > hits: fail')
  await writeFile(join(root, 'armour.lua'), 'return 1')
  await writeFile(
    join(root, 'host/fakes.lua'),
    'return function() return { roll = function() return 6 end } end',
  )
  session.filesChanged([join(root, 'armour.lua'), join(root, 'host/fakes.lua')])
  expect(await outcomes(session, 'lua51')).toEqual([
    '1 combat > hits: pass',
    '2 combat > rolls: fail',
    '3 combat > parries: pending',
  ])
  await rm(join(root, 'armour.lua'))
  session.filesChanged([join(root, 'armour.lua')])
  const { problem } = await session.run('lua51', 'spec/combat_spec.lua', null)
  expect(problem).toMatchObject({ outcome: 'error', error: { message: expect.stringContaining("'armour'") } })
})

test('knows what a spec file needs: modules, the host’s fakes and what these need', async () => {
  const { session, root } = await open()
  const needed = await session.dependencies(join(root, 'spec/combat_spec.lua'))
  expect(needed.map((path) => path.slice(root.length + 1)).sort()).toEqual([
    'armour.lua',
    'combat.lua',
    'host/dice.lua',
    'host/fakes.lua',
  ])
})

test('a file that does not compile says where', async () => {
  const { session } = await open({ 'spec/combat_spec.lua': "it('x', function( end)" })
  const { tests, problem } = await session.list('lua51', 'spec/combat_spec.lua')
  expect(tests).toEqual([])
  expect(problem).toMatchObject({
    outcome: 'error',
    error: { kind: 'syntax', file: 'spec/combat_spec.lua', line: 1 },
  })
})

test('an engine that is not to be had says why', async () => {
  process.env.DOCKER_HOST = NO_DOCKER.DOCKER_HOST
  onTestFinished(() => {
    delete process.env.DOCKER_HOST
  })
  const { session } = await open()
  const { problem } = await session.run('native', 'spec/combat_spec.lua', null)
  expect(problem).toMatchObject({ outcome: 'unavailable', reason: expect.stringContaining('Docker') })
})

test('runs the tests that are wanted also where a file defines them in another order in every VM', async () => {
  const names = Array.from({ length: 24 }, (_, index) => `item ${index * 7}`)
  // As `pairs` may give them, where hashes have a seed.
  const source = `-- real: random
    local names = { ${names.map((name) => `'${name}'`).join(', ')} }
    for i = #names, 2, -1 do
      local j = math.random(i)
      names[i], names[j] = names[j], names[i]
    end
    for _, name in ipairs(names) do it(name, function() print(name) end) end`
  const { session } = await open({ 'spec/other.test.lua': source })
  const { tests } = await session.list('lua54', 'spec/other.test.lua')
  const wanted = tests.slice(3, 6)
  for (let round = 0; round < 3; round++) {
    const run = await session.run(
      'lua54',
      'spec/other.test.lua',
      wanted.map(({ n }) => n),
    )
    const seen = run.tests.map(({ n, names: [name], observation }) => [
      n,
      name,
      `${observation.output.bytes}`,
    ])
    expect(seen.sort()).toEqual(wanted.map(({ n, names: [name] }) => [n, name, `${name}\n`]).sort())
  }
})
