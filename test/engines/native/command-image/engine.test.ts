import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { CommandImageEngine } from '../../../../harness/engines/native/command-image/engine.js'
import { EngineUnavailableError } from '../../../../harness/errors.js'
import { describeDocker } from '../../../docker.js'
import { buildLuaImage } from '../../../lua-image.js'
import { plain, record } from '../../plain.js'
import { type Running, type Surroundings, startEngine } from '../../running.js'
import { containersOf, expectNoContainers, killContainer, onlyContainer } from '../containers.js'

const MIB = 2 ** 20
const MS = 120_000
const MEMORY = 64 * MIB
const PARSER_CRASH = "loadstring'local _ for _ in (nil):foo() do end'"
const FFI = `local ffi = require 'ffi'
ffi.cdef [[long write(int, const void *, size_t); void _exit(int); int getpid(void); int kill(int, int); int fork(void);
  void *mmap(void *, size_t, int, int, int, long); int open(const char *, int, int); unsigned sleep(unsigned);]]
local C = ffi.C
`

describeDocker('an image that holds only a Lua executable', (docker) => {
  let image: string

  beforeAll(async () => {
    image = await buildLuaImage(docker)
  }, 5 * MS)

  afterAll(() => docker.getImage(image).remove())

  /** An engine of its own, whose containers are gone when the test ends. */
  async function started(
    command: readonly [string, ...string[]],
    surroundings: Surroundings = {},
  ): Promise<Running & { containers: string }> {
    const containers = randomUUID()
    const engine = new CommandImageEngine({
      name: 'studio',
      image,
      command,
      parallel: surroundings.jobs ?? 1,
      memoryBytes: surroundings.memoryBytes ?? MEMORY,
      runId: containers,
      connect: async () => docker,
    })
    onTestFinished(async () => {
      await engine.stop()
      await expectNoContainers(docker, containers)
    })
    const running = await startEngine('studio', { memoryBytes: MEMORY, ...surroundings }, engine)
    return { ...running, containers }
  }

  test('the container is as closed as Docker can make it, and nothing of the machine is in it', async () => {
    const { engine, containers } = await started(['luajit'])
    expect([engine.kind, engine.axes]).toEqual(['native', null])
    const { Config, HostConfig, Mounts } = await (await onlyContainer(docker, containers)).inspect()
    expect(HostConfig).toMatchObject({
      AutoRemove: true,
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Privileged: false,
      IpcMode: 'none',
      PidsLimit: 32,
    })
    expect(HostConfig.MemorySwap).toBe(HostConfig.Memory)
    expect([HostConfig.Binds ?? [], HostConfig.CapAdd ?? [], Mounts]).toEqual([[], [], []])
    expect(Config.User).toBe('65534:65534')
    expect(Config.Labels).toMatchObject({
      'dev.luaparity.role': 'lua-executable',
      'dev.luaparity.engine': 'studio',
    })
  })

  test.each([
    ['luajit', /^LuaJIT 2\.1/, 'half-up'],
    ['lua5.1', /^Lua 5\.1$/, 'half-even'],
  ])('says what %s is', async (executable, vm, rounding) => {
    const { engine } = await started([executable])
    const { Id, Architecture } = await docker.getImage(image).inspect()
    expect(await engine.fingerprint()).toEqual({
      vm: expect.stringMatching(vm),
      rounding,
      command: `${executable} -`,
      image: Id,
      arch: Architecture,
      kernel: expect.stringMatching(/^\d+\.\d+/),
      emulated: false,
    })
  })

  describe.each(['luajit', 'lua5.1'])('%s', (executable) => {
    test('runs modules, and reads data as the bytes they are', async () => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, code) => code))
      const many = Array.from({ length: 1200 }, (_, n) => [`many/m${n}.lua`, `return ${n}`])
      const { observe } = await started([executable], {
        files: {
          ...Object.fromEntries(many),
          'game/init.lua': 'local inner = require("game.inner") return { inner = inner, name = ... }',
          'game/inner.lua': 'return "found"',
          'bytes.bin': bytes,
          'large.bin': Buffer.alloc(3 * MIB + 5, '\xff\n'),
          'empty.bin': '',
        },
      })
      const seen = await observe({
        source: `local game = require "game"
          local function bytes(path) local f = assert(io.open(path, "rb")) local all = f:read("*a") f:close() return all end
          local large = bytes "large.bin"
          return game, bytes "bytes.bin", #large, large:sub(-2), bytes "empty.bin", require "many.m1199", io.open "none", ...`,
        arguments: ['a', 'b'],
      })
      expect(plain(seen.values!)).toEqual([
        record({ inner: 'found', name: 'game' }),
        bytes.toString('latin1'),
        3 * MIB + 5,
        '\xc3\xbf',
        '',
        1199,
        null,
        'a',
        'b',
      ])
    })

    test('prints, and returns what cannot be written down', async () => {
      const { observe } = await started([executable])
      const seen = await observe(
        'print("a", 1) io.stderr:write("b") local t = {1, {}} t[2][1] = t return t, -0, 0/0',
      )
      expect(seen).toMatchObject({ outcome: 'pass', reason: null })
      expect([seen.output, seen.errorOutput, seen.rawOutput].map(({ bytes }) => bytes.toString())).toEqual([
        'a\t1\n',
        'b',
        '',
      ])
      const [cycle] = plain(seen.values!)
      expect((cycle as Map<number, Map<number, unknown>>).get(2)!.get(1)).toBe(cycle)
    })

    test('tells of an error where it was', async () => {
      const { observe } = await started([executable], {
        files: { 'm.lua': '\nlocal x\nreturn function() return x.y end' },
      })
      const seen = await observe('local f = require "m"\nlocal r = f()\nreturn r')
      expect(seen).toMatchObject({ outcome: 'error', error: { kind: 'runtime', file: 'm.lua', line: 3 } })
      expect(seen.error!.message).toMatch(/^attempt to index upvalue 'x'/)
      expect(seen.error!.traceback).toEqual([
        expect.stringMatching(/^m\.lua:3: in /),
        'test.lua:2: in main chunk',
      ])
      expect(await observe('local = 1')).toMatchObject({
        outcome: 'error',
        error: { kind: 'syntax', line: 1 },
      })
    })

    test('an endless loop ends in time, and does not hold up what runs beside it', async () => {
      const { observe } = await started([executable], { jobs: 2 })
      const [slow, ...quick] = await Promise.all([
        observe({ source: 'print("so far") while true do end', limits: { timeoutMs: 500 } }),
        ...[1, 2, 3].map((n) => observe(`return ${n}`)),
      ])
      expect(slow).toMatchObject({
        outcome: 'timeout',
        reason: 'ended after the limit of 500 ms',
        values: null,
      })
      expect(slow!.output.bytes.toString()).toBe('so far\n')
      expect(quick.map(({ values }) => plain(values ?? []))).toEqual([[1], [2], [3]])
      expect(plain((await observe('return "on"')).values!)).toEqual(['on'])
    })

    test.each([
      ['the container has no more', MEMORY],
      ['Lua gets no more', 2 * MEMORY],
    ])('a memory hog ends when %s, and the next case has it again', async (_, memoryBytes) => {
      const { observe, engine } = await started([executable], { memoryBytes })
      const hog = await observe('local t = {} for i = 1, 1e9 do t[i] = { i } end')
      expect(hog).toMatchObject({ outcome: 'out-of-memory', values: null })
      expect((await observe('return #("x"):rep(2 ^ 24)')).outcome).toBe('pass')
      expect(engine.incidents?.()).toEqual([])
    })

    test('a flood of output is cut at the limit', async () => {
      const { observe } = await started([executable])
      const seen = await observe({
        source: 'local s = ("x"):rep(2 ^ 20) for i = 1, 100 do print(s) end return "done"',
        limits: { outputBytes: MIB },
      })
      expect(plain(seen.values!)).toEqual(['done'])
      expect([seen.output.bytes.length, seen.output.truncated]).toEqual([MIB, true])
    })

    test('os.exit ends the case, not the process', async () => {
      const { observe } = await started([executable])
      expect(await observe('os.exit(0)')).toMatchObject({ outcome: 'error', error: { kind: 'exit' } })
    })
  })

  test('a crash is confirmed by a second one, and does not hurt the next case', async () => {
    const { observe, engine, containers } = await started(['luajit'])
    const { id } = await onlyContainer(docker, containers)
    expect(await observe(`print("before") ${PARSER_CRASH}`)).toMatchObject({
      outcome: 'crash',
      reason: 'the process was ended by SIGSEGV',
      crash: { signal: 'SIGSEGV', confirmed: true, signature: 'SIGSEGV' },
      output: { bytes: Buffer.from('before\n') },
      values: null,
    })
    expect(plain((await observe('return 1')).values!)).toEqual([1])
    expect((await onlyContainer(docker, containers)).id).toBe(id)
    expect(engine.incidents?.()).toEqual([])
  })

  test.each([
    ['in the middle', `${FFI} C._exit(7)`, 'in the middle of the case'],
    [
      'after the case',
      'local p = newproxy(true) getmetatable(p).__gc = function() require("ffi").C.exit(7) end x = p',
      'after the case',
    ],
  ])('an end %s is a crash with its exit code', async (_, source, when) => {
    const { observe } = await started(['luajit'])
    const cdef = 'require("ffi").cdef "void exit(int);" '
    expect(await observe(source.startsWith('local ffi') ? source : cdef + source)).toMatchObject({
      outcome: 'crash',
      reason: `the process ended with exit code 7 ${when}`,
      crash: { signal: null, signature: 'exit code 7', confirmed: true },
    })
  })

  test('what C code writes is kept apart, and cannot pass for a result', async () => {
    const { observe } = await started(['luajit'])
    const seen = await observe(
      `${FFI} local forged = "pass [n7]\\n" C.write(1, forged, #forged) C.write(2, "err", 3) print("printed") return 1`,
    )
    expect(plain(seen.values!)).toEqual([1])
    expect(seen.output.bytes.toString()).toBe('printed\n')
    expect([...seen.rawOutput.bytes.toString()].sort().join('')).toBe([...'pass [n7]\nerr'].sort().join(''))
  })

  test('a raw flood is cut at the limit', async () => {
    const { observe } = await started(['luajit'])
    const seen = await observe({
      source: `${FFI} local s = ("x"):rep(2 ^ 20) for i = 1, 50 do C.write(1, s, #s) end return "done"`,
      limits: { outputBytes: 1000 },
    })
    expect(plain(seen.values!)).toEqual(['done'])
    expect([seen.rawOutput.bytes.length, seen.rawOutput.truncated]).toEqual([1000, true])
  })

  test("the project's files cannot be changed, and what a script leaves running is gone with its container", async () => {
    const { observe, containers } = await started(['luajit'], { files: { 'm.lua': 'return "as it was"' } })
    const { id } = await onlyContainer(docker, containers)
    const seen = await observe(`${FFI}
      if C.fork() == 0 then C.sleep(600) end
      local function opens(path) return C.open(path, 577, 420) >= 0 end
      return opens "/luaparity/prelude.lua", opens "/luaparity/1", opens "/luaparity/new", opens "/new"`)
    expect(plain(seen.values ?? [])).toEqual([false, false, false, false])
    expect(plain((await observe('return require "m"')).values!)).toEqual(['as it was'])
    expect((await onlyContainer(docker, containers)).id).not.toBe(id)
  })

  test('memory that Lua does not see is limited by the container', async () => {
    const { observe, engine } = await started(['luajit'])
    // MAP_SHARED | MAP_ANONYMOUS is no data of the process.
    const seen = await observe(
      `${FFI} local p = C.mmap(nil, 2^30, 3, 33, -1, 0) ffi.fill(p, 2^30, 1) return 1`,
    )
    expect(seen).toMatchObject({ outcome: 'out-of-memory', reason: 'needed more than the limit of 64 MiB' })
    expect(plain((await observe('return 1')).values!)).toEqual([1])
    expect(engine.incidents?.()).toEqual([])
  })

  test('a container killed in the middle costs no case', async () => {
    const { observe, engine, containers } = await started(['luajit'])
    const { id } = await onlyContainer(docker, containers)
    const running = observe('local s = 0 for i = 1, 3e8 do s = (s + i) % 1000003 end return s > 0')
    await expect
      .poll(async () => (await docker.getContainer(id).top()).Processes.length, { interval: 20 })
      .toBe(2)
    await killContainer(docker, id)
    expect(plain((await running).values!)).toEqual([true])
    expect(engine.incidents?.()).toEqual([
      'the container ended with exit code 137; its case was run again in a new container',
    ])
  })

  test('a container killed while nobody uses it is replaced', async () => {
    const { observe, engine, containers } = await started(['luajit'])
    await killContainer(docker, (await onlyContainer(docker, containers)).id)
    expect(plain((await observe('return 1')).values!)).toEqual([1])
    expect(engine.incidents?.()).toHaveLength(1)
  })

  test(
    'containers killed again and again make the case unavailable, not a pass',
    async () => {
      const { observe, containers } = await started(['luajit'])
      let over = false
      const seen = observe('while true do end').finally(() => {
        over = true
      })
      const kill = async (): Promise<boolean> => {
        for (const { Id } of await containersOf(docker, containers)) {
          const { Processes } = await docker
            .getContainer(Id)
            .top()
            .catch(() => ({ Processes: [] }))
          if (Processes.length === 2) await killContainer(docker, Id)
        }
        return over
      }
      await expect.poll(kill, { timeout: MS, interval: 20 }).toBe(true)
      expect(await seen).toMatchObject({
        outcome: 'unavailable',
        reason: expect.stringMatching(/137, 3 times$/),
      })
    },
    MS,
  )

  test('stop() in the middle of cases ends them, and may be called twice', async () => {
    const { observe, engine, containers } = await started(['luajit'])
    await observe('return 1')
    const cases = [1, 2, 3].map(() => observe('while true do end'))
    await new Promise((resolve) => setImmediate(resolve))
    await Promise.all([engine.stop(), engine.stop()])
    for (const seen of await Promise.all(cases)) {
      expect(seen).toMatchObject({ outcome: 'unavailable', reason: 'the run was stopped' })
    }
    await expectNoContainers(docker, containers)
  })

  describe('an executable', () => {
    test('that takes the path of a file only is given the one of its standard input', async () => {
      const command = [
        'luajit',
        '-e',
        'if arg[0] == "-" then print("no such file: -") os.exit(2) end',
      ] as const
      const { observe, engine } = await started(command)
      expect((await engine.fingerprint()).command).toMatch(/ \/dev\/stdin$/)
      expect(plain((await observe('return 1')).values!)).toEqual([1])
    })

    test.each<[string, [string, ...string[]], RegExp]>([
      ['is not there', ['no-such-lua'], /no-such-lua.*executable file not found/s],
      [
        'runs no Lua',
        ['luajit', '-e', 'print("usage: game") os.exit(3)'],
        /\/dev\/stdin: the container ended with exit code 3; it said: usage: game/,
      ],
      ['crashes at every start', ['luajit', '-e', PARSER_CRASH], /exit code 139/],
    ])('that %s is unavailable', async (_, command, message) => {
      const starting = started(command)
      await expect(starting).rejects.toBeInstanceOf(EngineUnavailableError)
      await expect(starting).rejects.toThrow(message)
    })
  })

  test('an image that the engine has not got is unavailable, with what to do', async () => {
    const engine = new CommandImageEngine({
      name: 'studio',
      image: 'studio/no-such-image:1',
      command: ['luajit'],
      parallel: 1,
      memoryBytes: MEMORY,
      runId: randomUUID(),
      connect: async () => docker,
    })
    await expect(startEngine('studio', {}, engine)).rejects.toMatchObject({
      code: 'ERR_ENGINE_UNAVAILABLE',
      message: 'Docker has no image "studio/no-such-image:1"',
      hint: expect.stringContaining('docker pull studio/no-such-image:1'),
    })
  })
})
