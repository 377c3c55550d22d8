import { beforeAll, expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.js'
import { type Report, reportSchema } from '../../harness/reports/schema.js'
import { describeDocker } from '../docker.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, outcomes, report } from './command.js'
import { busyContainer, containersOf, manyCases, startedBy } from './disturbance.js'

const NATIVE = ['--engines', 'native,native:jit=off']

describeDocker('the sample game on every engine', () => {
  let seen: Report
  let exitCode: number | undefined

  beforeAll(async () => {
    ;({ report: seen, exitCode } = await report(['scripts-lua'], { cwd: packageRoot }))
  }, 180_000)

  test('ends as it should, on six engines', () => {
    expect(seen.engines.map(({ name, status }) => [name, status])).toEqual([
      ['native', 'ready'],
      ['native:jit=off', 'ready'],
      ['fast', 'ready'],
      ['lua51', 'ready'],
      ['lua54', 'ready'],
      ['lua53', 'ready'],
    ])
    expect(
      seen.cases.filter(({ ok }) => !ok).map(({ id, unmet, failures }) => ({ id, unmet, failures })),
    ).toEqual([])
    expect(exitCode).toBe(0)
  })

  test('at least forty scripts agree, having run on every engine', () => {
    const agreeing = seen.cases.filter(
      ({ verdict, observations }) =>
        verdict.kind === 'agree' && Object.values(observations).every(({ outcome }) => outcome === 'pass'),
    )
    expect(agreeing.length).toBeGreaterThanOrEqual(40)
  })

  test('host calls were recorded and are the same for fakes and Ruby', () => {
    const calls = seen.cases.flatMap(({ observations }) =>
      observations.native!.hostCalls.map(({ name }) => name),
    )
    expect([...new Set(calls)].sort()).toEqual(['clock', 'load', 'log', 'roll', 'save', 'spawn'])
  })

  test.each([
    ['integer-float', ['lua54', 'lua53']],
    ['unpack', ['lua54', 'lua53']],
    ['format-d', ['lua54', 'lua53']],
    ['goto', ['lua51']],
    ['pairs-order', ['native:jit=off', 'fast', 'lua51', 'lua54', 'lua53']],
    ['miscompile', ['native:jit=off', 'fast', 'lua51', 'lua54', 'lua53']],
  ])('the exhibit %s differs on %j and nowhere else', (name, engines) => {
    const { verdict } = seen.cases.find(({ id }) => id === `scripts-lua/exhibits/${name}.lua`)!
    expect(verdict.kind).toBe('difference')
    const differing =
      verdict.kind === 'difference' ? verdict.differences.flatMap((entry) => entry.engines) : []
    expect(differing.sort()).toEqual([...engines].sort())
  })

  test.each([
    ['parser-crash', ['native', 'native:jit=off']],
    ['record-crash', ['native']],
  ])('the exhibit %s crashes on %j, with signature and traceback, twice', (name, engines) => {
    const { observations } = seen.cases.find(({ id }) => id === `scripts-lua/exhibits/${name}.lua`)!
    const crashed = Object.entries(observations).filter(([, { outcome }]) => outcome === 'crash')
    expect(crashed.map(([engine]) => engine)).toEqual(engines)
    for (const [, { crash }] of crashed) {
      expect(crash).toMatchObject({ signal: 'SIGSEGV', confirmed: true })
      expect(crash!.signature).toContain(`${name}.lua`)
      expect(crash!.native.length).toBeGreaterThan(0)
    }
  })

  test('a native result says what the compiler did', () => {
    expect(seen.cases.some(({ observations }) => observations.native!.jit!.traces > 0)).toBe(true)
    for (const { observations } of seen.cases)
      expect(observations['native:jit=off']!.jit?.traces ?? 0).toBe(0)
  })
})

describeDocker('luaparity engines', () => {
  test('knows what every engine is', async () => {
    const { stdout, exitCode } = await luaparity(['engines', '--json'], { cwd: await temporaryFolder() })
    const {
      schema,
      luaparity: version,
      engines,
    } = JSON.parse(stdout) as {
      schema: string
      luaparity: string
      engines: {
        name: string
        kind: string
        reference: boolean
        axes: object | null
        status: string
        fingerprint: object
      }[]
    }
    expect([schema, version]).toEqual(['luaparity.engines/1', expect.stringMatching(/^\d+\.\d+\.\d+/)])
    expect(engines.map(({ name, status, reference }) => [name, status, reference])).toEqual(
      ['native', 'native:jit=off', 'fast', 'lua51', 'lua54', 'lua53'].map((name) => [
        name,
        'ready',
        name === 'native',
      ]),
    )
    expect(engines[1]).toMatchObject({ kind: 'native', axes: { release: 'bookworm', jit: 'off' } })
    expect(engines[2]).toMatchObject({ kind: 'in-process', axes: null })
    expect(engines[0]!.fingerprint).toMatchObject({
      vm: expect.stringMatching(/^LuaJIT 2\.1/),
      ruby: expect.any(String),
      libc: expect.stringMatching(/^glibc/),
      image: expect.stringMatching(/^sha256:/),
      emulated: false,
    })
    expect(exitCode).toBe(0)
  })

  test('says so in words', async () => {
    const { stdout, exitCode } = await luaparity(['engines'], { cwd: await temporaryFolder() })
    expect(stdout).toMatch(/^native +ready +LuaJIT 2\.1.*ruby/m)
    expect(stdout).toMatch(/^lua54 +ready +Lua 5\.4/m)
    expect([stdout.split('\n').length, exitCode]).toEqual([6, 0])
  })
})

describeDocker('snippets', () => {
  test('bytes, negative zero, large numbers, NaN and tables agree on the 5.1 engines', async () => {
    const args = [
      '-e',
      'return "\\0\\255", -0, 2^53, 0/0, {1,{2}}',
      '--engines',
      'native,native:jit=off,lua51',
    ]
    const { report: seen, exitCode } = await report(args, { cwd: await temporaryFolder() })
    expect(seen.cases[0]!.verdict).toEqual({ kind: 'agree', compared: ['native', 'native:jit=off', 'lua51'] })
    expect(seen.cases[0]!.observations.native!.values).toBe(
      '["\\000\\255",n-0,n9007199254740992,nnan,{1:n1=n1,n2={2:n1=n2}}]',
    )
    expect(exitCode).toBe(0)
  })

  test('a crash is named, red, and does not reach the next case', async () => {
    const args = [
      '-e',
      "loadstring'local _ for _ in (nil):foo() do end'",
      '-e',
      'return 1',
      '--engines',
      'native',
    ]
    const { report: seen, exitCode } = await report(args, { cwd: await temporaryFolder() })
    expect(outcomes(seen, '-e')).toEqual({ native: 'crash' })
    expect(seen.cases[0]!.observations.native!.crash).toMatchObject({ signal: 'SIGSEGV', confirmed: true })
    expect(outcomes(seen, '-e 2')).toEqual({ native: 'pass' })
    expect(exitCode).toBe(1)
  })
})

describeDocker('scripts that misbehave', () => {
  const FFI = 'local ffi = require "ffi" ffi.cdef "int fork(void); int setsid(void); void _exit(int);"'

  const both = (outcome: string) => ({ native: outcome, 'native:jit=off': outcome })

  test('are red for what they did, and the script behind them passes', async () => {
    const cwd = await temporaryFolder({
      'luaparity.config.json': '{"limits": {"memoryMb": 64}}',
      'deep.lua': 'local function f() return 1 + f() end return f()',
      'exit.lua': 'pcall(os.exit, 0)',
      'hog.lua': 'local t = {} for i = 1, 1e9 do t[i] = { i } end',
      'quit.lua': `${FFI} ffi.C._exit(0)`,
      'zz-after.lua': 'return 1',
    })
    const { report: seen, exitCode } = await report([...NATIVE, '--timeout', '60000'], { cwd })
    expect(outcomes(seen, 'deep.lua')).toEqual(both('error'))
    expect(outcomes(seen, 'exit.lua')).toEqual(both('error'))
    expect(outcomes(seen, 'hog.lua')).toEqual(both('out-of-memory'))
    expect(outcomes(seen, 'quit.lua')).toEqual(both('crash'))
    expect(outcomes(seen, 'zz-after.lua')).toEqual(both('pass'))
    expect(seen.cases.filter(({ ok }) => ok).map(({ id }) => id)).toEqual(['zz-after.lua'])
    expect(exitCode).toBe(1)
  }, 180_000)

  test('are ended in time, and what is around them is run', async () => {
    const cwd = await temporaryFolder({
      'loop.lua': 'while true do end',
      'loop-caught.lua': 'while true do pcall(function() while true do end end) end',
      'storm.lua': `${FFI} while true do if ffi.C.fork() == 0 then ffi.C.setsid() end end`,
      'zz-after.lua': 'return 1',
    })
    const { report: seen, exitCode } = await report([...NATIVE, '--timeout', '3000'], { cwd })
    expect(outcomes(seen, 'loop.lua')).toEqual(both('timeout'))
    expect(outcomes(seen, 'loop-caught.lua')).toEqual(both('timeout'))
    for (const outcome of Object.values(outcomes(seen, 'storm.lua'))) expect(outcome).not.toBe('pass')
    expect(outcomes(seen, 'zz-after.lua')).toEqual(both('pass'))
    expect(seen.cases.filter(({ ok }) => ok).map(({ id }) => id)).toEqual(['zz-after.lua'])
    expect(exitCode).toBe(1)
  }, 120_000)

  test('100 MB of output are cut at the limit and marked, on every kind of engine', async () => {
    const source = 'local line = ("x"):rep(100000) for i = 1, 1000 do print(line) end return 1'
    const cwd = await temporaryFolder({ 'flood.lua': source })
    const { report: seen } = await report(['--engines', 'native,lua51', '--timeout', '60000'], { cwd })
    for (const { outcome, output } of Object.values(seen.cases[0]!.observations)) {
      expect(outcome).toBe('pass')
      expect(output.truncated).toBe(true)
      expect(output.text.length).toBe(1024 * 1024)
    }
    expect(seen.cases[0]!.verdict.kind).toBe('agree')
  })

  test('an expected crash that does not come is a failure', async () => {
    const cwd = await temporaryFolder({ 'a.lua': '-- expect: crash SIGSEGV on native\nreturn 1' })
    const { report: seen, exitCode } = await report(['--engines', 'native'], { cwd })
    expect(seen.cases[0]).toMatchObject({
      ok: false,
      unmet: [expect.stringContaining('native ended with pass')],
    })
    expect(exitCode).toBe(1)
  })
})

describeDocker('a run that is disturbed', (docker) => {
  test('a container killed among 500 cases costs no case', async () => {
    const cwd = await manyCases(500)
    const running = luaparity(['run', ...NATIVE, '--reporter', 'json'], { cwd })
    await (await busyContainer(docker, running.pid!)).kill()
    const { stdout, exitCode } = await running
    const seen = reportSchema.parse(JSON.parse(stdout))
    expect(seen.cases.length).toBe(500)
    expect(seen.engines.flatMap(({ incidents }) => incidents)).toEqual([
      expect.stringContaining('container was killed'),
    ])
    for (const { verdict, observations } of seen.cases) {
      expect(verdict.kind).toBe('agree')
      expect(Object.values(observations).map(({ outcome }) => outcome)).toEqual(['pass', 'pass'])
    }
    expect(exitCode).toBe(0)
    expect(await containersOf(docker, seen.run.id)).toEqual([])
  }, 180_000)

  test('containers killed one after the other end the run, and nothing is falsely green', async () => {
    const cwd = await manyCases(40)
    const running = luaparity(['run', '--engines', 'native', '--jobs', '1', '--reporter', 'json'], { cwd })
    let ended = false
    const finished = running.finally(() => {
      ended = true
    })
    const kill = async (): Promise<boolean> => {
      for (const container of await startedBy(docker, running.pid!)) {
        // One that has just ended by itself is as dead.
        await container.kill().catch(() => {})
      }
      return ended
    }
    await expect.poll(kill, { timeout: 100_000, interval: 20 }).toBe(true)
    const { stdout, exitCode } = await finished
    const seen = reportSchema.parse(JSON.parse(stdout))
    expect(seen.cases.length).toBe(40)
    const green = seen.cases.filter(({ ok }) => ok)
    for (const { observations } of green) expect(observations.native!.outcome).toBe('pass')
    for (const { id } of seen.cases.filter(({ ok }) => !ok)) {
      expect(outcomes(seen, id)).toEqual({ native: 'unavailable' })
    }
    expect(green.length).toBeLessThan(40)
    expect(exitCode).toBe(3)
    expect(await containersOf(docker, seen.run.id)).toEqual([])
  }, 120_000)

  test('Ctrl-C leaves a valid report of what finished, and no container', async () => {
    const cwd = await manyCases(500)
    const running = luaparity(['run', ...NATIVE, '--reporter', 'json'], { cwd })
    await busyContainer(docker, running.pid!)
    const started = performance.now()
    running.kill('SIGINT')
    const { stdout, exitCode } = await running
    const seconds = (performance.now() - started) / 1000
    console.info(`Ctrl-C: ended after ${seconds.toFixed(2)} s`)
    const seen = reportSchema.parse(JSON.parse(stdout))
    expect(exitCode).toBe(130)
    expect(seen).toMatchObject({ exitCode: 130, run: { cutShort: 'interrupted', planned: 500 } })
    expect(seen.cases.length).toBeLessThan(500)
    for (const { observations } of seen.cases)
      expect(Object.keys(observations)).toEqual(['native', 'native:jit=off'])
    expect(await containersOf(docker, seen.run.id)).toEqual([])
    // Two seconds are promised; tests share the processors with others.
    expect(seconds).toBeLessThan(5)
  }, 120_000)
})
