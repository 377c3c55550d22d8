import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { describeDocker } from '../docker.js'
import { adapterFile, BUILD_MS, studioImage } from '../engines/native/studio-image.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, outcomes, report } from './command.js'

const GAME = {
  'game/combat.lua':
    'return { damage = function(base, armor) return math.floor(base * 100 / (100 + armor)) end }',
  'scripts/damage.lua':
    'local combat = require "game.combat" print(combat.damage(25, 40)) return host.roll(6)',
  'scripts/dialog.lua': "return (loadstring('local _ for _ in (nil):foo() do end'))",
  'scripts/later.lua': 'return "later"',
  'host.rb': 'Luaparity.host { |host, context| host.function("roll") { |sides| context.seed % sides + 1 } }',
  'host.lua':
    'return function(context) return { roll = function(sides) return context.seed % sides + 1 end } end',
}

describeDocker("a project with a studio's image", (docker) => {
  let image: string

  beforeAll(async () => {
    image = (await studioImage(docker)).tag
  }, BUILD_MS)

  const project = async (engine: object): Promise<string> => {
    const config = {
      scripts: ['scripts/*.lua'],
      engines: { native: true, game: engine },
      reference: 'game',
      host: { ruby: 'host.rb', lua: 'host.lua' },
    }
    const cwd = await temporaryFolder({ ...GAME, 'luaparity.config.json': JSON.stringify(config) })
    await copyFile(adapterFile('adapter'), join(cwd, 'adapter.rb'))
    return cwd
  }

  test('is compared with our own, and a crash of it has its signature', async () => {
    const cwd = await project({ image, adapter: './adapter.rb' })
    const { report: seen, exitCode } = await report([], { cwd })
    expect(seen.engines.map(({ name, status, reference }) => [name, status, reference])).toEqual([
      ['native', 'ready', false],
      ['game', 'ready', true],
    ])
    expect(outcomes(seen, 'scripts/damage.lua')).toEqual({ native: 'pass', game: 'pass' })
    expect(outcomes(seen, 'scripts/dialog.lua')).toEqual({ native: 'crash', game: 'crash' })
    expect(outcomes(seen, 'scripts/later.lua')).toEqual({ native: 'pass', game: 'pass' })
    expect(seen.cases.filter(({ ok }) => ok).map(({ verdict }) => verdict.kind)).toEqual(['agree', 'agree'])
    expect(seen.cases[0]!.observations.game).toMatchObject({
      values: '[n2]',
      hostCalls: [expect.objectContaining({ name: 'roll' })],
    })
    expect(seen.cases[1]!.observations.game!.crash).toMatchObject({
      signal: 'SIGSEGV',
      confirmed: true,
      signature: expect.stringMatching(/^SIGSEGV at 0x18 in libluajit/),
    })
    expect(exitCode).toBe(1)
  })

  test('an image that is not there is exit code 3', async () => {
    const cwd = await project({ image: 'studio/nowhere:1', adapter: './adapter.rb' })
    const { report: seen, exitCode } = await report(['scripts/later.lua'], { cwd })
    expect(seen.engines[1]).toMatchObject({
      status: 'unavailable',
      reason: 'Docker has no image "studio/nowhere:1"',
    })
    expect(exitCode).toBe(3)
  })

  test('an adapter that is not there is exit code 2', async () => {
    const cwd = await project({ image, adapter: './lost.rb' })
    const { stderr, exitCode } = await luaparity(['run'], { cwd })
    expect(stderr).toContain('the adapter "./lost.rb" cannot be read: ENOENT')
    expect(exitCode).toBe(2)
  })
})
