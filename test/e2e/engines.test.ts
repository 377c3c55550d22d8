import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeDocker } from '../docker.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, NO_DOCKER } from './command.js'

const MS = 60_000

describe('luaparity engines', { timeout: MS }, () => {
  test('lists those that are named, in that order', async () => {
    const args = ['engines', '--engines', 'lua54,lua51']
    const { stdout, exitCode } = await luaparity(args, { cwd: await temporaryFolder() })
    expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['lua54', 'lua51'])
    expect(exitCode).toBe(0)
  })

  test('lists a matrix, unavailable or not', async () => {
    const where = { cwd: await temporaryFolder(), env: NO_DOCKER }
    const { stdout } = await luaparity(['engines', '--matrix', 'laptop', '--json'], where)
    expect(JSON.parse(stdout).engines.slice(0, 3)).toMatchObject(
      ['native', 'native:jit=off', 'native:jit=stress'].map((name) => ({
        name,
        kind: 'native',
        status: 'unavailable',
        reason: expect.stringContaining('/nonexistent/docker.sock'),
        fingerprint: null,
      })),
    )
  })
})

describe('luaparity engines diff', { timeout: MS }, () => {
  test('of an engine and its own saved list finds nothing, and ends with 0', async () => {
    const cwd = await temporaryFolder()
    const { stdout: list } = await luaparity(['engines', '--engines', 'lua51,lua54', '--json'], { cwd })
    await writeFile(join(cwd, 'saved.json'), list)
    const same = await luaparity(['engines', 'diff', 'lua51', 'saved.json#lua51'], { cwd })
    expect(same.stdout).toMatch(/No difference that matters; 4 facts are the same\.$/)
    expect(same.exitCode).toBe(0)
    const other = await luaparity(['engines', 'diff', 'saved.json#lua51', 'saved.json#lua54'], { cwd })
    expect(other.stdout).toContain('vm  Lua 5.1 (wasmoon-lua5.1) → Lua 5.4 (wasmoon)')
    expect(other.exitCode).toBe(1)
  })

  test('of one engine with itself finds nothing', async () => {
    const { stdout, exitCode } = await luaparity(['engines', 'diff', 'lua51', 'lua51'], {
      cwd: await temporaryFolder(),
    })
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('No difference that matters')])
  })

  test('--json is one object on standard output', async () => {
    const args = ['engines', 'diff', 'lua51', 'lua54', '--json']
    const { stdout, stderr } = await luaparity(args, { cwd: await temporaryFolder() })
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'luaparity.engines-diff/1',
      parity: false,
      a: { name: 'lua51', source: 'started now' },
      b: { name: 'lua54' },
      differences: [{ fact: 'vm', group: 'VM', matters: true, kind: 'changed' }],
    })
    expect(stderr).toBe('')
  })

  test('an engine that is unavailable is exit code 3, with why and what to do', async () => {
    const where = { cwd: await temporaryFolder(), env: NO_DOCKER }
    const { stderr, exitCode } = await luaparity(['engines', 'diff', 'lua51', 'native'], where)
    expect(stderr).toMatch(/native is unavailable: No Docker engine answers[\s\S]*unset DOCKER_HOST/)
    expect(exitCode).toBe(3)
  })
})

describeDocker('luaparity engines diff of native engines', () => {
  test(
    'names the JIT compiler, and nothing else, when only that is switched off',
    async () => {
      const args = ['engines', 'diff', 'native', 'native:jit=off']
      const { stdout, exitCode } = await luaparity(args, { cwd: await temporaryFolder() })
      expect(stdout).toMatch(/\n {4}jit +on → off\n/)
      expect(stdout).toMatch(/\n {4}jitStatus +-on \+off\b/)
      const matters = /What matters\n(.*?)\n\n/s.exec(stdout)![1]!
      const groups = matters.split('\n').filter((line) => /^ {2}\S/.test(line))
      expect(groups).toEqual(['  axes', '  JIT compiler'])
      expect(exitCode).toBe(1)
    },
    MS,
  )

  test(
    'a saved list of another machine is held against this one',
    async () => {
      const { stdout: list } = await luaparity(['engines', '--engines', 'native', '--json'], {
        cwd: await temporaryFolder(),
      })
      // Production, on which one fact that matters and one that hardly does are others.
      const changed = list
        .replace(/"ruby": "[^"]*"/, '"ruby": "3.0.0"')
        .replace(/"cpu": "[^"]*"/, '"cpu": "Another"')
      const cwd = await temporaryFolder({ 'production.json': changed })
      const { stdout, exitCode } = await luaparity(['engines', 'diff', 'native', 'production.json'], { cwd })
      expect(stdout).toMatch(/What matters\n {2}Ruby\n {4}ruby +\S+ → 3\.0\.0\n/)
      expect(stdout).toMatch(/What hardly matters\n {2}processor\n {4}cpu .+ → Another\n/)
      expect(stdout).toMatch(/1 difference that matters, 1 that hardly does;/)
      expect(exitCode).toBe(1)
    },
    MS,
  )
})
