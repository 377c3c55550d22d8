import type Docker from 'dockerode'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportSchema } from '../../harness/reports/schema.js'
import { describeDocker } from '../docker.js'
import { expectNoContainers } from '../engines/native/containers.js'
import { buildLuaImage } from '../lua-image.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, outcomes, report } from './command.js'

const MS = 180_000
const PARSER_CRASH = "loadstring'local _ for _ in (nil):foo() do end'"

describeDocker('a configuration that names an image with a Lua executable', (docker) => {
  let image: string

  beforeAll(async () => {
    image = await buildLuaImage(docker)
  }, 2 * MS)

  afterAll(() => docker.getImage(image).remove())

  const config = (studio: object = { image, command: ['luajit'] }): Record<string, string> => ({
    'luaparity.config.json': JSON.stringify({
      scripts: ['*.lua'],
      modules: ['src/?.lua'],
      engines: { native: true, studio, old: { image, command: ['lua5.1'] } },
    }),
  })

  test(
    'compares it with the native binary, and finds what is different',
    async () => {
      const cwd = await temporaryFolder({
        ...config(),
        'src/rules.lua': 'return { double = function(x) return 2 * x end }',
        'agrees.lua': 'print("a\\0b", 1e15, -0) return require("rules").double(21), { {} }, 2 ^ 53',
        'crash.lua': `-- expect: crash SIGSEGV on native studio\n-- expect: difference old\n${PARSER_CRASH}`,
        'differs.lua': '-- expect: difference old\nreturn jit and "LuaJIT" or _VERSION',
      })
      const { report: seen, exitCode } = await report([], { cwd })
      expect(seen.engines.map(({ name, kind, axes, status }) => [name, kind, axes === null, status])).toEqual(
        [
          ['native', 'native', false, 'ready'],
          ['studio', 'native', true, 'ready'],
          ['old', 'native', true, 'ready'],
        ],
      )
      expect(seen.cases.find(({ id }) => id === 'agrees.lua')!.verdict).toEqual({
        kind: 'agree',
        compared: ['native', 'studio', 'old'],
      })
      expect(outcomes(seen, 'crash.lua')).toEqual({ native: 'crash', studio: 'crash', old: 'pass' })
      expect(outcomes(seen, 'differs.lua')).toEqual({ native: 'pass', studio: 'pass', old: 'pass' })
      expect(seen.cases.flatMap(({ unmet }) => unmet)).toEqual([])
      expect(exitCode).toBe(0)
      await expectNoContainers(docker, seen.run.id)
    },
    MS,
  )

  test(
    'a crash, an error and a timeout are red, and the script behind them passes',
    async () => {
      const cwd = await temporaryFolder({
        ...config(),
        'crash.lua': PARSER_CRASH,
        'error.lua': 'local x\nreturn x.y',
        'loop.lua': 'while true do end',
        'zz-after.lua': 'return 1',
      })
      const args = ['--engines', 'studio', '--reference', 'studio', '--timeout', '2000']
      const { report: seen, exitCode } = await report(args, { cwd })
      expect(seen.cases.map(({ id, ok, observations }) => [id, ok, observations.studio!.outcome])).toEqual([
        ['crash.lua', false, 'crash'],
        ['error.lua', false, 'error'],
        ['loop.lua', false, 'timeout'],
        ['zz-after.lua', true, 'pass'],
      ])
      expect(exitCode).toBe(1)
      await expectNoContainers(docker, seen.run.id)
    },
    MS,
  )

  test('an image that is not there is exit code 3, and says what to do', async () => {
    const cwd = await temporaryFolder({
      ...config({ image: 'studio/none:1', command: ['luajit'] }),
      'a.lua': 'return 1',
    })
    const { stdout, exitCode } = await luaparity(['run', '--engines', 'studio'], { cwd })
    expect(stdout).toContain('Docker has no image "studio/none:1"')
    expect(stdout).toContain('docker pull studio/none:1')
    expect(exitCode).toBe(3)
  })

  test('an image without a command is exit code 2, and says what is missing', async () => {
    const cwd = await temporaryFolder({ ...config({ image }), 'a.lua': 'return 1' })
    const { stderr, exitCode } = await luaparity(['run'], { cwd })
    expect(stderr).toContain('engines.studio.command: expected array')
    expect(exitCode).toBe(2)
  })

  test.each([
    ['SIGINT', 130],
    ['SIGKILL', undefined],
  ] as const)(
    '%s in the middle of a case leaves no container behind',
    async (signal, code) => {
      const cwd = await temporaryFolder({
        ...config(),
        'a.lua': 'while true do end',
        'b.lua': 'while true do end',
      })
      const args = ['run', '--engines', 'studio', '--timeout', '600000', '--reporter', 'json']
      const running = luaparity(args, { cwd })
      const containers = () =>
        docker.listContainers({ all: true, filters: { label: [`dev.luaparity.pid=${running.pid}`] } })
      await expect
        .poll(async () => areBusy(docker, await containers()), { timeout: MS, interval: 50 })
        .toBe(true)
      running.kill(signal)
      const { exitCode, stdout } = await running
      expect(exitCode).toBe(code)
      if (signal === 'SIGINT') {
        expect(reportSchema.parse(JSON.parse(stdout))).toMatchObject({
          run: { cutShort: 'interrupted', planned: 2 },
        })
        expect(await containers()).toEqual([])
      }
      await expect.poll(containers, { timeout: 30_000, interval: 50 }).toEqual([])
    },
    MS,
  )
})

/** Whether a case runs in each of them, beside the process that waits. */
async function areBusy(docker: Docker, containers: readonly Docker.ContainerInfo[]): Promise<boolean> {
  const counts = await Promise.all(
    containers.map(async ({ Id }) => {
      const { Processes } = await docker
        .getContainer(Id)
        .top()
        .catch(() => ({ Processes: [] }))
      return Processes.length
    }),
  )
  return counts.length > 0 && counts.every((count) => count === 2)
}
