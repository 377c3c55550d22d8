import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeFastVm } from '../../fast-vm.js'
import { aProject, configOf, GAME } from './project.js'
import { IDLE, watch } from './watching.js'

const MS = 180_000
const ALL_WELL = {
  ...GAME,
  'spec/combat_spec.lua': `local combat = require('game.combat')
it('hurts', function()
  assert.are.equal(3, combat.attack({ strength = 5 }, { armour = 2, health = 10 }))
end)
`,
  'vitest.config.ts': configOf(`{ engines: ['fast'] }`),
}

/** The files whose tests a run shows, with their marks. */
function files(news: string): string[] {
  return [...news.matchAll(/^ ([✓❯×]) (?:\|fast\| )?(\S+) \(/gm)]
    .map(([, mark, file]) => `${mark} ${file}`)
    .sort()
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')))
}

describeFastVm('vitest --watch', () => {
  test('saving a module runs the specs that need it, and no others', { timeout: MS }, async () => {
    const cwd = await aProject(ALL_WELL)
    const vitest = watch([], { cwd })
    expect(files(await vitest.until(IDLE))).toEqual([
      '✓ spec/combat_spec.lua',
      '✓ spec/purse.test.lua',
      '✓ test/own.test.js',
    ])

    const saved = performance.now()
    await edit(join(cwd, 'game/combat.lua'), (text) => text.replace('- target.armour', '+ target.armour'))
    const broken = await vitest.until(IDLE)
    console.info(`from save to result: ${Math.round(performance.now() - saved)} ms`)
    expect(files(broken)).toEqual(['❯ spec/combat_spec.lua'])
    expect(broken).toContain('Expected objects to be equal.')

    await edit(join(cwd, 'game/combat.lua'), (text) => text.replace('+ target.armour', '- target.armour'))
    expect(files(await vitest.until(IDLE))).toEqual(['✓ spec/combat_spec.lua'])

    // Two requires away.
    await edit(join(cwd, 'game/coins.lua'), (text) => text.replace('sum + list[i]', 'sum + 2 * list[i]'))
    expect(files(await vitest.until(IDLE))).toEqual(['❯ spec/purse.test.lua'])
  })

  test('a spec that changes is run, with what it requires from then on, and a new one', {
    timeout: MS,
  }, async () => {
    const cwd = await aProject(ALL_WELL)
    const vitest = watch(['--project=fast'], { cwd })
    await vitest.until(IDLE)

    await edit(
      join(cwd, 'spec/combat_spec.lua'),
      (text) =>
        `local coins = require('game.coins')\n${text}it('costs', function() assert(coins.sum({ 2 }) == 2) end)\n`,
    )
    const longer = await vitest.until(IDLE)
    expect(longer).toContain('✓ |fast| spec/combat_spec.lua (2 tests)')

    await edit(join(cwd, 'game/coins.lua'), (text) => `${text}-- counted\n`)
    expect(files(await vitest.until(IDLE))).toEqual(['✓ spec/combat_spec.lua', '✓ spec/purse.test.lua'])

    await writeFile(join(cwd, 'spec/new_spec.lua'), `it('is new', function() end)`)
    expect(files(await vitest.until(IDLE))).toEqual(['✓ spec/new_spec.lua'])
  })

  test('a module that is broken, then mended; one that is missing, then there', { timeout: MS }, async () => {
    const cwd = await aProject(ALL_WELL)
    const module = join(cwd, 'game/combat.lua')
    const vitest = watch(['combat'], { cwd })
    await vitest.until(IDLE)

    await edit(module, (text) => text.replace('local damage =', 'local damage = ='))
    const broken = await vitest.until(IDLE)
    expect(broken).toMatch(/FAIL {2}\|fast\| spec\/combat_spec\.lua [\s\S]* ❯ game\/combat\.lua:4:3\n/)
    await edit(module, (text) => text.replace('local damage = =', 'local damage ='))
    expect(await vitest.until(IDLE)).toContain('✓ |fast| spec/combat_spec.lua')

    const source = await readFile(module, 'utf8')
    await rm(module)
    await edit(join(cwd, 'spec/combat_spec.lua'), (text) => `${text}-- now without\n`)
    expect(await vitest.until(IDLE)).toContain("module 'game.combat' not found")
    await writeFile(module, source)
    expect(await vitest.until(IDLE)).toContain('✓ |fast| spec/combat_spec.lua')
  })
})
