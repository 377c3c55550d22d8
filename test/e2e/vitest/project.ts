import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { packageRoot } from '../../../harness/package-root.js'
import { temporaryFolder } from '../../temporary-folder.js'

/** A small game with specs, one of which fails, and a test in JavaScript beside them. */
export const GAME = {
  'package.json': '{ "type": "module" }',
  'luaparity.config.json': '{ "modules": ["?.lua"] }',
  'game/combat.lua': `local combat = {}

function combat.attack(attacker, target)
  local damage = attacker.strength - target.armour
  target.health = target.health - damage
  return damage
end

return combat
`,
  'game/purse.lua': `local coins = require('game.coins')
return { worth = function(purse) return coins.sum(purse) end }
`,
  'game/coins.lua': `return {
  sum = function(list)
    local sum = 0
    for i = 1, #list do sum = sum + list[i] end
    return sum
  end,
}
`,
  'spec/combat_spec.lua': `local combat = require('game.combat')

describe('combat', function()
  it('hurts', function()
    local target = { armour = 2, health = 10 }
    assert.are.equal(3, combat.attack({ strength = 5 }, target))
    print('health is now', target.health)
  end)

  it('needs armour', function()
    combat.attack({ strength = 5 }, { health = 10 })
  end)

  describe('with magic', function()
    it('counts', function()
      assert.are.same({ fire = 2 }, { fire = 3 })
    end)
    pending('heals')
  end)
end)
`,
  'spec/purse.test.lua': `local purse = require('game.purse')

it('a purse is worth its coins', function()
  assert.are.equal(6, purse.worth({ 1, 2, 3 }))
end)
`,
  'test/own.test.js': `import { expect, test } from 'vitest'
test('JavaScript is tested as before', () => expect(1 + 1).toBe(2))
`,
} as const

/** The text of a vitest.config.ts with this call of luaSpecs. */
export function configOf(options: string, more = ''): string {
  return `import { luaSpecs } from 'luaparity/vitest'
import { defineConfig } from 'vitest/config'
export default defineConfig({ plugins: [luaSpecs(${options})], test: { include: ['test/**/*.test.js'], ${more} } })
`
}

/** A folder with these files in which the packages are installed as a person has them. */
export async function aProject(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder(files)
  await mkdir(join(folder, 'node_modules', '@vitest'), { recursive: true })
  const packages = { luaparity: '.', vitest: 'node_modules/vitest', '@vitest/ui': 'node_modules/@vitest/ui' }
  for (const [name, path] of Object.entries(packages))
    await symlink(join(packageRoot, path), join(folder, 'node_modules', name))
  return folder
}

const VITEST = [process.execPath, join('node_modules', 'vitest', 'vitest.mjs')] as const

/** Starts Vitest as a person does, who runs it neither in a test of Vitest's nor on a CI system. */
export function startVitest(
  args: readonly string[],
  {
    cwd,
    env = {},
    command = VITEST,
  }: { cwd: string; env?: Record<string, string>; command?: readonly [string, string] },
) {
  const [node, script] = command
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|TEST|NODE_ENV$|CI$|GITHUB_)/.test(name),
  )
  return execa(node, [script, ...args], {
    cwd,
    reject: false,
    stdin: 'ignore',
    all: true,
    extendEnv: false,
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
  })
}

/** Runs Vitest to its end. */
export async function vitest(args: readonly string[], options: Parameters<typeof startVitest>[1]) {
  const { exitCode, stdout, stderr, all } = await startVitest(args, options)
  return { exitCode, stdout, stderr, all: all ?? '' }
}
