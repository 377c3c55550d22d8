import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent, type Done } from './agent.js'

const FFI = `local ffi = require 'ffi'
ffi.cdef 'int fork(void); int setsid(void); int close(int); int dup2(int, int); int kill(int, int); int raise(int);'
ffi.cdef 'unsigned sleep(unsigned); void _exit(int); long write(int, const void *, size_t); int getppid(void);'
local C = ffi.C
`

// What a script can do with LuaJIT's ffi, which reaches all of libc.
describe('scripts that attack the fork server', { timeout: 60_000 }, () => {
  let agent: Agent

  beforeEach(async () => {
    agent = await Agent.ready({ settings: { parallel: 2 } })
  })

  afterEach(async () => {
    // Whatever happened, the server works on and the container ends when asked to.
    expect((await agent.runOne('return "alive"')).events).toEqual(['result alive'])
    expect(await agent.close()).toBe(0)
  })

  test('_exit(0) is not a pass', async () => {
    const cases = [agent.case(`${FFI} C._exit(0)`), agent.case('return 1')]
    expect(await agent.run(...cases)).toMatchObject({
      done: [{ status: { kind: 'exit', code: 0 } }],
      unrun: [cases[1]!.key],
    })
  })

  test('a signal to itself is reported by name', async () => {
    expect((await agent.runOne(`${FFI} C.raise(15)`)).status).toMatchObject({
      kind: 'signal',
      signal: 'SIGTERM',
    })
  })

  test('garbage on every descriptor is corruption', async () => {
    const cases = [
      agent.case(`${FFI} for fd = 3, 63 do C.write(fd, ('garbage '):rep(4), 32) end return 1`),
      agent.case('return 2'),
    ]
    expect(await agent.run(...cases)).toMatchObject({
      done: [{ status: { kind: 'corrupt' }, events: [] }],
      unrun: [cases[1]!.key],
    })
  })

  test('closing every descriptor is corruption', async () => {
    expect((await agent.runOne(`${FFI} for fd = 0, 63 do C.close(fd) end return 1`)).status.kind).toBe(
      'corrupt',
    )
  })

  test('cases after one that closed stdout get a new child', async () => {
    const cases = [agent.case(`${FFI} C.close(1) return 1`), agent.case('return 2')]
    expect(await agent.run(...cases)).toMatchObject({
      done: [{ status: { kind: 'finished' }, events: ['result 1'] }],
      unrun: [cases[1]!.key],
      died: null,
    })
  })

  test('a forked copy of the script cannot speak for it', async () => {
    const result = await agent.run(
      agent.case(`${FFI} local pid = C.fork() return pid == 0 and 'copy' or 'original'`),
      agent.case('return 2'),
    )
    expect(result.done.map(({ events }) => events)).toEqual([['result original'], ['result 2']])
  })

  test('signals to process 1 have no effect', async () => {
    const done = await agent.runOne(`${FFI} for signal = 1, 31 do C.kill(1, signal) end return C.getppid()`)
    expect(done.events).toEqual(['result 1'])
  })

  test("process 1's descriptors and memory are out of reach", async () => {
    const done = await agent.runOne(`
      local function opened(path) return tostring(io.open(path, 'w') ~= nil or io.open(path) ~= nil) end
      return opened('/proc/1/fd/1') .. opened('/proc/1/mem') .. opened('/proc/1/environ')`)
    expect(done.events).toEqual(['result falsefalsefalse'])
  })

  test('a stray that left its process group is swept', async () => {
    await agent.runOne(`${FFI} if C.fork() == 0 then C.setsid() C.sleep(1000) C._exit(0) end return 1`)
    const count = `local n = 0
      for pid = 2, 2000 do local f = io.open('/proc/' .. pid .. '/stat') if f then n = n + 1 f:close() end end
      return n`
    // Killed it is at once; gone it is when the kernel gets to it.
    let events: string[] = []
    for (let tries = 0; tries < 100 && events[0] !== 'result 1'; tries++) {
      events = (await agent.runOne(count)).events
    }
    expect(events).toEqual(['result 1'])
  })

  test.each([
    ['in its group', 'while true do C.fork() end'],
    ['in sessions of its own', 'while true do if C.fork() == 0 then C.setsid() end end'],
  ])('a fork storm %s is put down', async (_, storm) => {
    const done = await agent.runOne(`${FFI} ${storm}`, { limits: { timeoutMs: 500 } })
    expect(done.status.kind).toBe('timeout')
  })

  test('more processes at once than a case may start end it', async () => {
    const many = (count: number) => `${FFI}
      for i = 1, ${count} do if C.fork() == 0 then C.sleep(1000) C._exit(0) end end
      local until_then = os.clock() + 0.2
      while os.clock() < until_then do end
      return 'survived'`
    const limits = { children: 5 }
    expect((await agent.runAlone(many(5), { limits })).events).toEqual(['result survived'])
    expect(await agent.runAlone(many(6), { limits })).toMatchObject({
      status: { kind: 'children', limit: 5 },
      events: [],
    })
  })

  test.each([
    ['in its group', 'while true do C.fork() end'],
    ['in sessions of its own', 'while true do if C.fork() == 0 then C.setsid() end end'],
  ])('a fork storm %s starts more processes than it may', async (_, storm) => {
    const done = await agent.runAlone(`${FFI} ${storm}`, { limits: { children: 16 } })
    expect(done.status).toEqual({ kind: 'children', limit: 16 })
  })

  test('a storm beside another batch leaves no case unanswered', async () => {
    const storm = agent.case(`${FFI} while true do if C.fork() == 0 then C.setsid() end end`, {
      limits: { timeoutMs: 500 },
    })
    const neighbour = agent.case('while true do end', { limits: { timeoutMs: 3000 } })
    agent.postBatch([neighbour])
    agent.postBatch([storm])
    const statuses = new Map<unknown, string>()
    for (let ended = 0; ended < 2; ) {
      const message = await agent.receive()
      if (message.type === 'batch-end') ended++
      else statuses.set(message.key, (message as unknown as Done).status.kind)
    }
    expect(statuses.get(storm.key)).toBe('timeout')
    expect(statuses.get(neighbour.key)).toMatch(/^(timeout|interrupted)$/)
  })

  test('killing everything in reach is seen as what it is', async () => {
    expect((await agent.runOne(`${FFI} C.kill(-1, 9) C.raise(9)`)).status).toMatchObject({
      kind: 'signal',
      signal: 'SIGKILL',
    })
  })
})
