import { expect, test } from 'vitest'
import { hasFastVm } from '../fast-vm.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, NO_DOCKER, outcomes, report } from './command.js'

const env = NO_DOCKER

test('the engines inside Node run, and the report ends with what did not', async () => {
  const cwd = await temporaryFolder({ 'a.lua': 'return 1' })
  const { stdout, exitCode } = await luaparity(['run'], { cwd, env })
  expect(stdout).toContain(
    'native and native:jit=off are unavailable: nothing ran on them. No Docker engine answers.',
  )
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
    hasFastVm
      ? /on fast, lua51, lua54, lua53; .*Nothing ran on native, native:jit=off\.$/
      : /on lua51, lua54, lua53; .*Nothing ran on native, native:jit=off, fast\.$/,
  )
  expect(exitCode).toBe(0)
})

test('the report says so of every case, and never calls it a pass', async () => {
  const cwd = await temporaryFolder({ 'a.lua': 'return 1' })
  const { report: seen } = await report([], { cwd, env })
  expect(outcomes(seen, 'a.lua')).toEqual({
    native: 'unavailable',
    'native:jit=off': 'unavailable',
    fast: hasFastVm ? 'pass' : 'unavailable',
    lua51: 'pass',
    lua54: 'pass',
    lua53: 'pass',
  })
  expect(seen.summary).toMatchObject({ agree: 1, unavailable: 1 })
  expect(seen.engines[0]).toMatchObject({ name: 'native', status: 'unavailable' })
  expect(seen.engines[0]!.reason).toContain('/nonexistent/docker.sock')
})

test.each<[string, string[], Record<string, string>, Record<string, string>]>([
  ['on the command line', ['--engines', 'native,lua51'], {}, {}],
  ['in the configuration', [], { 'luaparity.config.json': '{"engines": ["lua51", "native"]}' }, {}],
  ['by the environment', [], {}, { LUAPARITY_REQUIRE_DOCKER: '1' }],
])('an engine asked for %s that is not there is exit code 3', async (_, args, files, more) => {
  const cwd = await temporaryFolder({ 'a.lua': 'return 1', ...files })
  const { exitCode } = await luaparity(['run', ...args], { cwd, env: { ...env, ...more } })
  expect(exitCode).toBe(3)
})

test('with no engine at all nothing is green', async () => {
  const cwd = await temporaryFolder({ 'a.lua': 'return 1' })
  const { report: seen, exitCode } = await report(['--engines', 'native'], { cwd, env })
  expect(seen.cases[0]).toMatchObject({ ok: false, verdict: { kind: 'undecided' } })
  expect(exitCode).toBe(3)
})

test('luaparity engines tells why, and what to do', async () => {
  const { stdout, exitCode } = await luaparity(['engines'], { cwd: await temporaryFolder(), env })
  expect(stdout).toMatch(/^native +unavailable +No Docker engine answers/m)
  expect(stdout).toMatch(/^lua51 +ready +Lua 5\.1/m)
  expect(stdout).toContain('unset DOCKER_HOST')
  expect(exitCode).toBe(0)
})
