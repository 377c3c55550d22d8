import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.js'
import { describeDocker } from '../docker.js'
import { describeFastVm } from '../fast-vm.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, NO_DOCKER } from './command.js'

const MAIN = join(packageRoot, 'dist', 'bundle', 'luaparity.js')
const MS = 120_000

const COMBAT = `local combat = {}
function combat.strike(attacker, target)
  return target.hp - attacker.attack
end
return combat
`
const BROKEN = COMBAT.replace('hp - ', 'hp + ')
const SPEC = `local combat = require('combat')
describe('combat', function()
  it('takes from the hit points', function()
    assert.are.equal(6, combat.strike({ attack = 4 }, { hp = 10 }))
  end)
end)
`
const GAME = {
  'src/combat.lua': COMBAT,
  'spec/combat_spec.lua': SPEC,
  'spec/loot_spec.lua': "it('is there', function() end)",
}

/** The built command, watching these files, as a person has it who pipes it somewhere. */
async function watch(args: readonly string[], { env = {} }: { env?: Record<string, string> } = {}) {
  const cwd = await temporaryFolder(GAME)
  const running = execa(process.execPath, [MAIN, 'watch', ...args], {
    cwd,
    reject: false,
    env: { NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  })
  onTestFinished(() => {
    running.kill('SIGKILL')
  })
  let printed = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  return {
    running,
    save: (path: string, text: string) => writeFile(join(cwd, path), text),
    remove: (path: string) => rm(join(cwd, path)),
    press: (key: string) => running.stdin.write(`${key}\n`),
    /** Waits until this has been printed; what comes up to its end is not looked at again. */
    async until(wanted: RegExp): Promise<string> {
      await expect.poll(() => printed, { timeout: 60_000, interval: 10 }).toMatch(wanted)
      const found = wanted.exec(printed)!
      const upTo = printed.slice(0, found.index + found[0].length)
      printed = printed.slice(upTo.length)
      return upTo
    },
  }
}

describeFastVm('luaparity watch', () => {
  test('a person breaks a module, mends it, adds a spec and removes it', { timeout: MS }, async () => {
    const { running, save, remove, press, until } = await watch(['--no-native'], { env: NO_DOCKER })
    await until(/^PASSED {2}started {2}2 files on fast, .*\n2 passed, 0 failed$/m)
    await save('src/combat.lua', BROKEN)
    const failed = await until(/^1 passed, 1 failed$/m)
    expect(failed).toMatch(/^FAILED .* 1 of 2 files on fast, \d+\.\d\d s$/m)
    expect(failed).toContain('spec/combat_spec.lua:4  combat > takes from the hit points\n')
    expect(failed).toContain('    > 4 |     assert.are.equal(6,')
    await save('src/combat.lua', COMBAT)
    await until(/^PASSED {2}src\/combat\.lua changed {2}1 of 2 files on fast, .*\n2 passed, 0 failed$/m)
    await save('spec/new_spec.lua', "it('is new', function() end)")
    await until(/^PASSED .* 1 of 3 files on fast, .*\n3 passed, 0 failed$/m)
    await save('spec/new_spec.lua', "it('is new', function(")
    await until(/^FAILED .*\nspec\/new_spec\.lua:1\n/m)
    await remove('spec/new_spec.lua')
    await until(/^PASSED {2}spec\/new_spec\.lua gone, nothing to run\n2 passed, 0 failed$/m)
    press('a')
    // The file that has just gone may be looked at once more in the same run, and is named then.
    await until(/^PASSED .* 2 files on fast/m)
    await save('luaparity.config.json', '{"sped": 1}')
    await until(/^STALE .*\n.*luaparity\.config\.json is not valid:\n {2}sped: unknown key/m)
    await remove('luaparity.config.json')
    await until(/^PASSED /m)
    press('q')
    expect((await running).exitCode).toBe(0)
  })

  test('what is known at the end is the exit code', { timeout: MS }, async () => {
    const { running, save, press, until } = await watch(['--no-native'], { env: NO_DOCKER })
    await until(/^PASSED /m)
    await save('src/combat.lua', BROKEN)
    await until(/^1 passed, 1 failed$/m)
    press('q')
    const { exitCode, stderr } = await running
    expect([exitCode, stderr]).toEqual([1, ''])
  })

  test('the others are compared in the background, and where they are not to be had that is said', {
    timeout: MS,
  }, async () => {
    const { running, save, press, until } = await watch(['--engines', 'fast,lua54,native'], {
      env: NO_DOCKER,
    })
    await until(/^lua54: 2 of 2 compared, agree\nnative: not available: /m)
    await save('spec/loot_spec.lua', "it('is there', function() print(10 / 2) end)")
    await until(/^spec\/loot_spec\.lua:1 {2}is there {2}\[dialect: int-float-tostring\]$/m)
    await until(/^lua54: 2 of 2 compared, 1 difference$/m)
    press('q')
    expect((await running).exitCode).toBe(1)
  })

  test('a configuration that is wrong from the start ends it', { timeout: MS }, async () => {
    const cwd = await temporaryFolder({ ...GAME, 'luaparity.config.json': '{"sped": 1}' })
    const { exitCode, stderr } = await luaparity(['watch'], { cwd, env: NO_DOCKER })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('sped: unknown key')
  })
})

describeDocker('luaparity watch with a Docker engine', (docker) => {
  const containers = (pid: number | undefined) =>
    docker.listContainers({ all: true, filters: { label: [`dev.luaparity.pid=${pid}`] } })

  test.each([
    ['Ctrl-C', 130],
    ['q', 0],
  ] as const)(
    'native follows in the background, and %s leaves nothing behind',
    { timeout: MS },
    async (how, code) => {
      const { running, save, press, until } = await watch([])
      await until(/^native: 2 of 2 compared, agree$/m)
      expect((await containers(running.pid)).length).toBe(1)
      await save('src/combat.lua', BROKEN)
      await until(/^1 passed, 1 failed\n[\s\S]*native: 2 of 2 compared, agree$/m)
      await save('src/combat.lua', COMBAT)
      await until(/^2 passed, 0 failed\n[\s\S]*native: 2 of 2 compared, agree$/m)
      expect((await containers(running.pid)).length).toBe(1)
      if (how === 'q') press('q')
      else running.kill('SIGINT')
      expect((await running).exitCode).toBe(code)
      await expect.poll(() => containers(running.pid), { timeout: 20_000 }).toEqual([])
    },
  )

  test('Ctrl-C while the container starts leaves nothing behind either', { timeout: MS }, async () => {
    const { running, until } = await watch([])
    await until(/^PASSED /m)
    running.kill('SIGINT')
    expect((await running).exitCode).toBe(130)
    await expect.poll(() => containers(running.pid), { timeout: 20_000 }).toEqual([])
  })
})
