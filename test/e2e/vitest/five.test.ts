import { access, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../harness/package-root.js'
import { describeFastVm } from '../../fast-vm.js'
import { temporaryFolder } from '../../temporary-folder.js'
import { configOf, GAME, vitest } from './project.js'
import { IDLE, watch } from './watching.js'

const MS = 300_000

/** It wants a newer Node than the one that runs these tests; both come from npm, once. */
const PACKAGES = ['vitest@5.1.2', 'node@22']
const INSTALLED = join(packageRoot, 'node_modules', '.cache', 'vitest-5')
const COMMAND = [
  join(INSTALLED, 'node_modules', 'node', 'bin', 'node'),
  join('node_modules', 'vitest', 'vitest.mjs'),
] as const

/** Null, or why it cannot be had. */
const reason = await install()

async function install(): Promise<string | null> {
  if (
    await access(COMMAND[0]).then(
      () => true,
      () => false,
    )
  )
    return null
  await mkdir(INSTALLED, { recursive: true })
  const { failed, stderr } = await execa(
    'npm',
    ['install', '--no-save', '--prefix', INSTALLED, ...PACKAGES],
    {
      reject: false,
    },
  )
  if (!failed) return null
  await rm(INSTALLED, { recursive: true, force: true })
  // Where nothing may be skipped unseen.
  if (process.env.LUAPARITY_REQUIRE_DOCKER === '1') throw new Error(stderr)
  return stderr.trim().split('\n')[0] ?? 'npm failed'
}

async function aProjectOnFive(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder(files)
  await mkdir(join(folder, 'node_modules'))
  await symlink(join(INSTALLED, 'node_modules', 'vitest'), join(folder, 'node_modules', 'vitest'))
  await symlink(packageRoot, join(folder, 'node_modules', 'luaparity'))
  return folder
}

const FILES = { ...GAME, 'vitest.config.ts': configOf(`{ engines: ['fast', 'lua51'] }`) }

describeFastVm(`Vitest 5${reason === null ? '' : ` [skipped: ${reason}]`}`, () => {
  const options = { timeout: MS, skip: reason !== null }

  test('runs, chooses and annotates as Vitest 4 does', options, async () => {
    const cwd = await aProjectOnFive(FILES)
    const run = (...args: string[]) => vitest(['run', ...args], { cwd, command: COMMAND })
    const all = await run('--reporter=json', '--reporter=default', '--outputFile.json=out.json')
    expect(all.exitCode).toBe(1)
    expect(all.stdout).toMatch(/RUN {2}v5\./)
    expect(all.stdout).toMatch(/ Tests {2}4 failed \| 5 passed \| 2 skipped \(11\)/)
    expect(all.stderr).toContain(` ❯ attack game/combat.lua:4:3
      2|
      3| function combat.attack(attacker, target)
      4|   local damage = attacker.strength - target.armour
       |   ^`)
    const one = await run('--project=lua51', '--reporter=verbose', 'spec/combat_spec.lua:14')
    expect(one.stdout).toMatch(/× \|lua51\| spec\/combat_spec\.lua:15 > combat > with magic > counts/)
    expect(one.stdout).toMatch(/ Tests {2}1 failed \| 3 skipped \(4\)/)
    const annotated = await vitest(['run', '--reporter=github-actions', '--project=fast', '-t', 'armour'], {
      cwd,
      command: COMMAND,
      env: { GITHUB_ACTIONS: 'true' },
    })
    expect(annotated.stdout).toContain(`::error file=${cwd}/game/combat.lua,`)
    expect(annotated.stdout).toContain('line=4,column=3')
  })

  test('lists tests, which it does without running the modules', options, async () => {
    const cwd = await aProjectOnFive(FILES)
    const { stdout, exitCode } = await vitest(['list', '--project=fast'], { cwd, command: COMMAND })
    expect(exitCode).toBe(0)
    expect(stdout.split('\n').sort()).toEqual([
      '[fast] spec/combat_spec.lua > combat > hurts',
      '[fast] spec/combat_spec.lua > combat > needs armour',
      '[fast] spec/combat_spec.lua > combat > with magic > counts',
      '[fast] spec/combat_spec.lua > combat > with magic > heals',
      '[fast] spec/purse.test.lua > a purse is worth its coins',
    ])
    const here = await vitest(['list', '--project=fast', 'spec/combat_spec.lua:10'], {
      cwd,
      command: COMMAND,
    })
    expect(here.stdout).toBe('[fast] spec/combat_spec.lua > combat > needs armour')
  })

  test('watches, though it keeps modules from one run to the next', options, async () => {
    const cwd = await aProjectOnFive(FILES)
    // What a first run has written down must not be taken for what the modules need.
    await vitest(['run', '--project=fast'], { cwd, command: COMMAND })
    const watching = watch(['--project=fast', 'purse'], { cwd, command: COMMAND })
    expect(await watching.until(IDLE)).toContain('✓ |fast| spec/purse.test.lua')
    await writeFile(join(cwd, 'game/coins.lua'), 'return { sum = function() return 7 end }')
    const rerun = await watching.until(IDLE)
    expect(rerun).toContain('❯ |fast| spec/purse.test.lua')
    expect(rerun).toContain('Expected objects to be equal.')
  })
})
