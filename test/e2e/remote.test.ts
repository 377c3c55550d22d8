import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type Docker from 'dockerode'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { reportSchema } from '../../harness/reports/schema.js'
import { describeDocker } from '../docker.js'
import { type EngineProxy, startEngineProxy } from '../engine-proxy.js'
import { expectNoContainers } from '../engines/native/containers.js'
import { buildLuaImage } from '../lua-image.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, outcomes, report } from './command.js'

const MS = 180_000

describeDocker('a Docker engine on another machine', (docker) => {
  let image: string

  beforeAll(async () => {
    image = await buildLuaImage(docker)
  }, 2 * MS)

  afterAll(() => docker.getImage(image).remove())

  async function proxy(): Promise<EngineProxy> {
    const started = await startEngineProxy(docker)
    onTestFinished(() => started.die())
    return started
  }

  const config = (): string =>
    JSON.stringify({
      engines: { native: true, studio: { image, command: ['luajit'] } },
      scripts: ['*.lua', 'many/*.lua'],
      host: { lua: 'host/fakes.lua', ruby: 'host/host.rb' },
      data: ['levels/*.txt'],
    })

  const game = (): Record<string, string> => ({
    'luaparity.config.json': config(),
    'host/fakes.lua': 'return function() return { load = function(key) return key .. "!" end } end',
    'host/host.rb': `Luaparity.host { |host| host.function('load') { |key| "#{key}!" } }`,
    'levels/one.txt': '12\n',
    'rules.lua': 'return { double = function(x) return 2 * x end }',
    'a.lua': 'print("a") return require("rules").double(21)',
    'b.lua': 'for line in io.lines("levels/one.txt") do return tonumber(line), host.load("key") end',
    'c.lua': 'return pcall(error, { code = 7 })',
    'crash.lua': `-- expect: crash SIGSEGV on native studio\nloadstring'local _ for _ in (nil):foo() do end'`,
  })

  test.each(['DOCKER_HOST', 'a docker context'])(
    'chosen by %s runs every case',
    async (by) => {
      const { address } = await proxy()
      const env =
        by === 'DOCKER_HOST'
          ? { DOCKER_HOST: address }
          : { DOCKER_HOST: '', DOCKER_CONFIG: await contextFolder(address) }
      const { report: seen, exitCode, stderr } = await report([], { cwd: await temporaryFolder(game()), env })
      expect(seen.engines.map(({ name, status, reason }) => [name, status, reason])).toEqual([
        ['native', 'ready', undefined],
        ['studio', 'ready', undefined],
      ])
      for (const id of ['a.lua', 'b.lua', 'c.lua', 'rules.lua']) {
        expect([id, outcomes(seen, id)]).toEqual([id, { native: 'pass', studio: 'pass' }])
        expect(seen.cases.find((entry) => entry.id === id)!.verdict.kind).toBe('agree')
      }
      expect(outcomes(seen, 'crash.lua')).toEqual({ native: 'crash', studio: 'crash' })
      expect([exitCode, stderr.includes('Warning')], stderr).toEqual([0, false])
      await expectNoContainers(docker, seen.run.id)
    },
    MS,
  )

  describe.each([
    ['ends its connections', (engine: EngineProxy) => void engine.die()],
    ['falls silent', (engine: EngineProxy) => engine.fallSilent()],
  ])('that %s in the middle of a run', (_, happen) => {
    test.each(['native', 'studio'])(
      'leaves no case of %s out, and the run ends by itself',
      async (name) => {
        const engine = await proxy()
        const cwd = await temporaryFolder({
          'luaparity.config.json': config(),
          'host/fakes.lua': 'return function() return {} end',
          'host/host.rb': 'Luaparity.host { |host| }',
          ...Object.fromEntries(
            Array.from({ length: 60 }, (_, n) => [
              `many/${100 + n}.lua`,
              `for i = 1, 1e7 do end return ${n}`,
            ]),
          ),
        })
        const args = [
          'run',
          '--engines',
          name,
          '--reference',
          name,
          '--timeout',
          '2000',
          '--reporter',
          'json',
        ]
        const running = luaparity(args, { cwd, env: { DOCKER_HOST: engine.address } })
        onTestFinished(() => void running.kill('SIGKILL'))
        let happenedAt = 0
        await expect
          .poll(async () => (await casesAtWork(docker, running.pid!)) > 0, { timeout: MS, interval: 20 })
          .toBe(true)
        happen(engine)
        happenedAt = performance.now()
        const { stdout, exitCode, stderr } = await running
        const seconds = (performance.now() - happenedAt) / 1000
        console.info(`${name}: ended ${seconds.toFixed(1)} s after the engine had gone`)
        const seen = reportSchema.parse(JSON.parse(stdout))
        expect(seen.cases).toHaveLength(60)
        const all = seen.cases.map(({ observations }) => observations[name]!.outcome)
        expect(all.filter((outcome) => outcome !== 'pass' && outcome !== 'unavailable')).toEqual([])
        expect(all).toContain('unavailable')
        for (const { ok, observations } of seen.cases) expect(ok).toBe(observations[name]!.outcome === 'pass')
        expect(exitCode, stderr).toBe(3)
        expect(seconds).toBeLessThan(90)
        await engine.die()
        await expectNoContainers(docker, seen.run.id)
      },
      MS,
    )
  })
})

/** How many processes run in the containers that the command with this process id has started, besides the first. */
async function casesAtWork(docker: Docker, pid: number): Promise<number> {
  const containers = await docker.listContainers({ filters: { label: [`dev.luaparity.pid=${pid}`] } })
  const counts = await Promise.all(
    containers.map(async ({ Id }) => {
      const { Processes } = await docker
        .getContainer(Id)
        .top()
        .catch(() => ({ Processes: [] }))
      return Math.max(0, Processes.length - 1)
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** A folder as the Docker command line keeps it, with one context, in use, for the engine at an address. */
async function contextFolder(address: string): Promise<string> {
  const name = 'build-machine'
  const id = createHash('sha256').update(name).digest('hex')
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: address, SkipTLSVerify: false } } }
  return temporaryFolder({
    'config.json': JSON.stringify({ currentContext: name }),
    [join('contexts', 'meta', id, 'meta.json')]: JSON.stringify(meta),
  })
}
