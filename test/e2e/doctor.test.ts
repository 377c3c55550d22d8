import { describe, expect, test } from 'vitest'
import { describeDocker } from '../docker.js'
import { hasFastVm } from '../fast-vm.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, NO_DOCKER } from './command.js'

const MS = 60_000

describe('luaparity doctor without a Docker engine', { timeout: MS }, () => {
  test('says what works, what does not, and what to do', async () => {
    const { stdout, exitCode } = await luaparity(['doctor'], { cwd: await temporaryFolder(), env: NO_DOCKER })
    expect(stdout).toMatch(/^Machine\n {2}✓ Node v\d+/)
    expect(stdout).toMatch(/\nDocker\n {2}✗ No Docker engine answers[\s\S]*?\n {4}→ .*unset DOCKER_HOST/)
    expect(stdout).toContain('  ✓ lua51: Lua 5.1 (wasmoon-lua5.1)')
    expect(stdout).toMatch(/`luaparity run` has to do without native, native:jit=off/)
    expect(exitCode).toBe(1)
  })

  test('is content where the configuration asks for no native engine', async () => {
    const cwd = await temporaryFolder({ 'luaparity.config.json': '{"engines": ["lua51", "lua54"]}' })
    const { stdout, exitCode } = await luaparity(['doctor'], { cwd, env: NO_DOCKER })
    expect(stdout).toMatch(/`luaparity run` has all its engines: lua51, lua54\.$/)
    expect(exitCode).toBe(0)
  })

  test('a configuration that is wrong is one of its findings', async () => {
    const cwd = await temporaryFolder({ 'luaparity.config.json': '{"engines": 7}' })
    const { stdout, exitCode } = await luaparity(['doctor'], { cwd, env: NO_DOCKER })
    expect(stdout).toMatch(
      /\nConfiguration\n {2}✗ .*luaparity\.config\.json is not valid:\n {6}engines: expected/,
    )
    expect(exitCode).toBe(1)
  })
})

describeDocker('luaparity doctor', () => {
  test(
    'finds the engine, its images, and the sets that are ready',
    async () => {
      const { stdout, exitCode } = await luaparity(['doctor', '--json'], { cwd: await temporaryFolder() })
      const { schema, ready, sections, usual, matrices } = JSON.parse(stdout) as {
        schema: string
        ready: boolean
        sections: { title: string; findings: { level: string; what: string; mend?: string }[] }[]
        usual: { engine: string; kind: string }[]
        matrices: Record<string, { engine: string; kind: string }[]>
      }
      expect(schema).toBe('luaparity.doctor/1')
      const docker = sections.find(({ title }) => title === 'Docker')!.findings
      expect(docker[0]).toMatchObject({
        level: 'ok',
        what: expect.stringMatching(/^engine \d+\.\d+.*API 1\.\d+/),
      })
      expect(usual.slice(0, 2)).toMatchObject([
        { engine: 'native', kind: 'ready' },
        { engine: 'native:jit=off', kind: 'ready' },
      ])
      expect(matrices.laptop!.map(({ kind }) => kind)).toEqual(['ready', 'ready', 'ready'])
      for (const { level, mend } of sections.flatMap(({ findings }) => findings))
        expect(level === 'ok' ? mend : mend?.length).toEqual(level === 'ok' ? undefined : expect.any(Number))
      expect([ready, exitCode]).toEqual(hasFastVm ? [true, 0] : [false, 1])
    },
    MS,
  )
})
