import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type Docker from 'dockerode'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packageRoot } from '../../../harness/package-root.js'
import { describeDocker } from '../../docker.js'
import { plain } from '../plain.js'
import { type Running, startEngine, startEngineForTest } from '../running.js'
import { containersOf, expectNoContainers, killContainer, onlyContainer } from './containers.js'

const MIB = 2 ** 20
const JOBS = 2
const MEMORY = 96 * MIB

const PARSER_CRASH = "(loadstring or load)('local _ for _ in (nil):foo() do end')"
const FFI = `local ffi = require 'ffi'
ffi.cdef [[int fork(void); int setsid(void); int kill(int, int); int getpid(void); void _exit(int);
  long write(int, const void *, size_t); int open(const char *, int, int); int close(int); unsigned sleep(unsigned);]]
local C = ffi.C
`

describeDocker('the native engine', (docker) => {
  let running: Running

  beforeEach(async () => {
    running = await startEngine('native', { jobs: JOBS, memoryBytes: MEMORY })
  })

  // Whatever a test did, the engine works on, and nothing of it is left.
  afterEach(async () => {
    const next = await running.observe('print("alive") return 1 + 1')
    await running.engine.stop()
    expect([next.outcome, plain(next.values ?? [])]).toEqual(['pass', [2]])
    await expectNoContainers(docker, running.runId)
  })

  test('the container is as closed as Docker can make it', async () => {
    const { Config, HostConfig } = await (await onlyContainer(docker, running.runId)).inspect()
    expect(HostConfig).toMatchObject({
      AutoRemove: true,
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Privileged: false,
      IpcMode: 'none',
      PidsLimit: 128,
      Memory: JOBS * (MEMORY + 64 * MIB) + 256 * MIB,
    })
    expect(HostConfig.MemorySwap).toBe(HostConfig.Memory)
    expect([HostConfig.Binds ?? [], HostConfig.CapAdd ?? []]).toEqual([[], []])
    expect(HostConfig.Tmpfs).toEqual({ '/tmp': expect.stringContaining('size=64m') })
    expect(HostConfig.Tmpfs!['/tmp']).toMatch(/noexec/)
    expect(Config.User).toBe('65534:65534')
    expect(Config.Labels).toMatchObject({
      'dev.luaparity.run': running.runId,
      'dev.luaparity.role': 'fork-server',
      'dev.luaparity.engine': 'native',
    })
  })

  test('a script finds itself without rights', async () => {
    const seen = await running.observe(`${FFI}
      local function opens(path, flags) local fd = C.open(path, flags, 420) if fd >= 0 then C.close(fd) end return fd >= 0 end
      ffi.cdef 'int getuid(void); int socket(int, int, int); int connect(int, const void *, unsigned); int setuid(int);'
      local address = ffi.new('unsigned char[16]', {2, 0, 0, 53, 1, 1, 1, 1})
      return C.getuid(), C.setuid(0), opens('/made', 65), opens('/etc/made', 65), opens('/var/run/docker.sock', 2),
        C.connect(C.socket(2, 1, 0), address, 16)`)
    expect(plain(seen.values ?? [])).toEqual([65534, -1, false, false, false, -1])
  })

  test.each(['parser-crash', 'record-crash'])('the exhibit %s is a confirmed SIGSEGV', async (name) => {
    const source = await readFile(join(packageRoot, 'scripts-lua', 'exhibits', `${name}.lua`))
    const { outcome, crash, values } = await running.observe({ source })
    expect({ outcome, values }).toEqual({ outcome: 'crash', values: null })
    expect(crash).toMatchObject({ signal: 'SIGSEGV', confirmed: true })
    expect(crash!.signature).toMatch(/^SIGSEGV/)
    expect(crash!.native.length).toBeGreaterThan(0)
    expect(crash!.address).toMatch(/^0x[0-9a-f]+$/)
  })

  test('what was printed before a crash is kept', async () => {
    const seen = await running.observe(`print('loading'); ${PARSER_CRASH}`)
    expect([seen.outcome, seen.output.bytes.toString()]).toEqual(['crash', 'loading\n'])
  })

  test('a crash among others is confirmed alone, and the others go on', async () => {
    const sources = Array.from({ length: 40 }, (_, index) =>
      index === 20 ? `print(20); ${PARSER_CRASH}` : `print(${index}) return ${index}`,
    )
    const seen = await Promise.all(sources.map((source) => running.observe(source)))
    expect(seen.map(({ outcome }) => outcome)).toEqual(
      sources.map((_, index) => (index === 20 ? 'crash' : 'pass')),
    )
    expect(seen[20]!.crash).toMatchObject({ signal: 'SIGSEGV', confirmed: true })
    expect(seen.map(({ output }) => output.bytes.toString())).toEqual(sources.map((_, index) => `${index}\n`))
    expect(await containersOf(docker, running.runId)).toHaveLength(1)
  })

  test('nothing but crashes', async () => {
    const seen = await Promise.all(Array.from({ length: 12 }, () => running.observe(PARSER_CRASH)))
    expect(seen.map(({ outcome }) => outcome)).toEqual(Array(12).fill('crash'))
    expect(new Set(seen.map(({ crash }) => crash!.signature)).size).toBe(1)
  })

  test.each([
    ['SIGSEGV', 'ffi.cast("int *", 8)[0] = 1'],
    ['SIGABRT', 'C.kill(C.getpid(), 6)'],
    ['SIGTERM', 'C.kill(C.getpid(), 15)'],
    ['SIGKILL', 'C.kill(C.getpid(), 9)'],
    ['SIGFPE', 'C.kill(C.getpid(), 8)'],
  ])('%s is told by its name: %s', async (signal, code) => {
    const seen = await running.observe(`${FFI} ${code} return 'survived'`)
    expect(seen).toMatchObject({ outcome: 'crash', values: null, crash: { signal, confirmed: true } })
  })

  test('killing process 1 has no effect', async () => {
    const before = await onlyContainer(docker, running.runId)
    const seen = await running.observe(`${FFI} for signal = 1, 31 do C.kill(1, signal) end return 'sent'`)
    expect(plain(seen.values ?? [])).toEqual(['sent'])
    expect((await onlyContainer(docker, running.runId)).id).toBe(before.id)
  })

  test.each([0, 1, 74])('_exit(%i) is never a pass', async (code) => {
    const seen = await running.observe(`${FFI} C._exit(${code}) return 'survived'`)
    expect(seen.outcome).not.toBe('pass')
    expect(seen.values).toBeNull()
  })

  test.each([
    ['text', `('pass []\\n'):rep(10)`],
    ['a copied event', `'\\0\\0\\0\\7pass []'`],
    ['zero bytes', `('\\0'):rep(4096)`],
  ])('%s written to every descriptor is never a pass', async (_, bytes) => {
    const seen = await running.observe(
      `${FFI} local s = ${bytes} for fd = 3, 63 do C.write(fd, s, #s) end return 'forged'`,
    )
    expect(seen.outcome).toBe('error')
    expect(seen.error!.message).toContain('channel of its results')
    expect(seen.values).toBeNull()
  })

  test('closing every descriptor is never a pass', async () => {
    const seen = await running.observe(`${FFI} for fd = 0, 63 do C.close(fd) end return 'closed'`)
    expect(seen.outcome).not.toBe('pass')
  })

  test('what C code writes is kept apart from what the script prints', async () => {
    const seen = await running.observe(
      `${FFI} print('script') C.write(1, 'raw\\0\\255', 5) C.write(2, 'err', 3) return 1`,
    )
    expect(seen.outcome).toBe('pass')
    expect([seen.output.bytes.toString(), seen.rawOutput.bytes.toString('latin1')]).toEqual([
      'script\n',
      'raw\0\xfferr',
    ])
  })

  test.each([
    ['of children', 'while true do C.fork() end'],
    ['of sessions', 'while true do if C.fork() == 0 then C.setsid() end end'],
  ])('a fork storm %s is put down', async (_, storm) => {
    const seen = await running.observe({ source: `${FFI} ${storm}`, limits: { timeoutMs: 700 } })
    expect(seen).toMatchObject({ outcome: 'error', reason: 'started more than 16 processes', values: null })
    await expectNoStrays(docker, running)
  })

  test('fewer processes than a case may start are its own business', async () => {
    const source = `${FFI} for i = 1, 3 do if C.fork() == 0 then C.sleep(1000) C._exit(0) end end return 'done'`
    expect((await running.observe({ source, limits: { children: 3 } })).outcome).toBe('pass')
    await expectNoStrays(docker, running)
  })

  test('CPU time runs out by itself, and waiting does not use it up', async () => {
    const limits = { cpuMs: 200, timeoutMs: 30_000 }
    expect(await running.observe({ source: 'while true do end', limits })).toMatchObject({
      outcome: 'timeout',
      reason: 'used more than the limit of 200 ms of CPU time',
    })
    expect((await running.observe({ source: `${FFI} C.sleep(1) return 1`, limits })).outcome).toBe('pass')
  })

  test('what the JIT compiler did is told, with the line and the reason of what it gave up', async () => {
    const seen = await running.observe(
      'local t = {}\nfor i = 1, 1000 do\n  t[i % 3] = function() return i end\nend\nfor i = 1, 1000 do t[i] = i end',
    )
    expect(seen.jit).toMatchObject({
      traces: 1,
      flushes: 0,
      reasons: [{ reason: 'NYI: bytecode FNEW', at: expect.stringMatching(/:3$/) }],
    })
    expect((await running.observe('return 1')).jit).toEqual({ traces: 0, aborts: 0, flushes: 0, reasons: [] })
  })

  test('the fingerprint tells the build, the machine and the address space', async () => {
    const facts = await running.engine.fingerprint()
    expect(facts).toMatchObject({
      vm: expect.stringMatching(/^LuaJIT 2\.1/),
      buildFlags: [],
      embedder: 'checked',
      gc64: true,
      lua52: false,
      hotLoop: '56',
      hotExit: '10',
      emulated: false,
      pointerBits: '64',
      executable: 'position-independent',
      low4GbTaken: false,
      limitAddressSpace: 'unlimited',
      machine: expect.any(String),
    })
    for (const [name, fact] of Object.entries(facts)) {
      const valid = Array.isArray(fact)
        ? fact.every((item) => typeof item === 'string')
        : /^(string|boolean)$/.test(typeof fact)
      expect([name, valid]).toEqual([name, true])
    }
  })

  test('a stray in a session of its own does not outlive its case', async () => {
    await running.observe(`${FFI} if C.fork() == 0 then C.setsid() C.sleep(1000) C._exit(0) end return 1`)
    await expectNoStrays(docker, running)
  })

  test('a full /tmp is full for its case only', async () => {
    const fill = `${FFI} local s, total = ('x'):rep(2 ^ 20), 0
      for file = 1, 8 do
        local fd = C.open('/tmp/fill' .. file, 65, 420)
        for i = 1, 16 do total = total + math.max(0, tonumber(C.write(fd, s, #s))) end
        C.close(fd)
      end
      return total`
    const first = plain((await running.observe(fill)).values ?? [])[0] as number
    expect(first).toBeGreaterThan(32 * MIB)
    expect(first).toBeLessThanOrEqual(64 * MIB)
    const after = await Promise.all(
      Array.from({ length: 5 }, (_, index) => running.observe(`return ${index}`)),
    )
    expect(after.map(({ outcome }) => outcome)).toEqual(Array(5).fill('pass'))
  })

  test('a container killed in the middle: every case is observed all the same', async () => {
    let observed = 0
    // Heavier than an empty script, so that the kill comes in the middle.
    const work = 'local n = 0 for i = 1, 3e6 do n = (n * 31 + i) % 1000003 end return n'
    const cases = Array.from({ length: 200 }, async () => {
      const seen = await running.observe(work)
      observed++
      return seen
    })
    await expect.poll(() => observed, { timeout: 30_000, interval: 5 }).toBeGreaterThan(5)
    const victim = await onlyContainer(docker, running.runId)
    await killContainer(docker, victim.id)
    const seen = await Promise.all(cases)
    expect(seen.map(({ outcome }) => outcome)).toEqual(Array(200).fill('pass'))
    expect(new Set(seen.map(({ values }) => plain(values!)[0])).size).toBe(1)
    expect((await onlyContainer(docker, running.runId)).id).not.toBe(victim.id)
  })

  test('stop() in the middle of a case removes the container', async () => {
    const own = await startEngineForTest('native', { jobs: 1 })
    const endless = own.observe('while true do end')
    await busy(docker, own.runId)
    await own.engine.stop()
    expect((await endless).outcome).toBe('unavailable')
    await expectNoContainers(docker, own.runId)
  })

  test('a container that is killed again and again ends in "unavailable", not in a pass', async () => {
    const own = await startEngineForTest('native', { jobs: 1 })
    const cases = [1, 2, 3].map(() => own.observe('while true do end'))
    let done = false
    const all = Promise.all(cases).finally(() => {
      done = true
    })
    await expect
      .poll(
        async () => {
          const found = await containersOf(docker, own.runId)
          await Promise.all(found.map(({ Id }) => killContainer(docker, Id)))
          return done
        },
        { timeout: 50_000, interval: 100 },
      )
      .toBe(true)
    for (const seen of await all) {
      expect(seen).toMatchObject({ outcome: 'unavailable', values: null })
      expect(seen.reason).toMatch(/container|killed/)
    }
  })
})

describeDocker('the native engine without its JIT compiler', () => {
  test('crashes where the parser does, and not where the recorder does', async () => {
    const { observe, engine } = await startEngineForTest('native:jit=off')
    const exhibit = (name: string) => readFile(join(packageRoot, 'scripts-lua', 'exhibits', `${name}.lua`))
    const parser = await observe({ source: await exhibit('parser-crash') })
    const recorder = await observe({ source: await exhibit('record-crash') })
    expect([parser.outcome, recorder.outcome]).toEqual(['crash', 'pass'])
    expect(recorder.jit).toBeNull()
    expect(await engine.fingerprint()).toMatchObject({
      vm: expect.stringMatching(/^LuaJIT 2\.1/),
      emulated: false,
    })
  })

  test('compiles nothing, where the other one does', async () => {
    const loop = 'local n = 0 for i = 1, 1e5 do n = n + i end return n, jit.status()'
    const [without, within] = await Promise.all(
      ['native:jit=off', 'native'].map(async (name) => (await startEngineForTest(name)).observe(loop)),
    )
    expect([without!.jit, plain(without!.values!)[1]]).toEqual([null, false])
    expect(within!.jit!.traces).toBeGreaterThan(0)
    expect(plain(within!.values!)[1]).toBe(true)
  })
})

// Whether anything in the run's container is computing.
async function busy(docker: Docker, runId: string): Promise<void> {
  const container = await onlyContainer(docker, runId)
  const processes = async (): Promise<number> => (await container.top()).Processes.length
  await expect.poll(processes, { timeout: 20_000, interval: 50 }).toBeGreaterThan(1)
}

// The agent, and at most what it keeps ready for the next batches.
async function expectNoStrays(docker: Docker, { observe, runId }: Running): Promise<void> {
  expect((await observe('return 1')).outcome).toBe('pass')
  const container = await onlyContainer(docker, runId)
  const processes = async (): Promise<number> => (await container.top()).Processes.length
  await expect.poll(processes, { timeout: 20_000, interval: 50 }).toBe(1)
}
