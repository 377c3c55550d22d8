import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Agent } from './agent.js'

const MB = 2 ** 20

describe.each([true, false])('limits, with the JIT %s', { timeout: 60_000 }, (jit) => {
  let agent: Agent

  beforeAll(async () => {
    agent = await Agent.ready({ settings: { parallel: 2, jit } })
  })

  afterAll(async () => {
    await agent.close()
  })

  test('an endless loop is ended at its deadline', async () => {
    const cases = [agent.case('while true do end', { limits: { timeoutMs: 300 } }), agent.case('return 1')]
    const result = await agent.run(...cases)
    expect(result.done).toMatchObject([
      { status: { kind: 'timeout', timeoutMs: 300, what: 'wall' }, crash: null, events: [] },
    ])
    expect(result.done[0]!.wallMs).toBeGreaterThanOrEqual(300)
    expect(result.unrun).toEqual([cases[1]!.key])
  })

  test('a finalizer that never ends counts as its case', async () => {
    const done = await agent.runOne(
      'local p = newproxy(true) getmetatable(p).__gc = function() while true do end end kept = p',
      { limits: { timeoutMs: 300 } },
    )
    expect(done.status.kind).toBe('timeout')
  })

  test('the deadline of one batch does not touch another', async () => {
    const slow = agent.postBatch([agent.case('while true do end', { limits: { timeoutMs: 500 } })])
    const quick = agent.postBatch([agent.case('return 1')])
    const ended: unknown[] = []
    while (ended.length < 2) {
      const message = await agent.receive()
      if (message.type === 'batch-end') ended.push(message.id)
    }
    expect(ended).toEqual([quick, slow])
  })

  test('CPU seconds run out as a timeout', async () => {
    const done = await agent.runOne('while true do end', { limits: { timeoutMs: 20_000, cpuSeconds: 1 } })
    expect(done.status).toEqual({ kind: 'timeout', timeoutMs: 20_000, what: 'cpu' })
  })

  test('CPU milliseconds run out as a timeout, for the case that used them', async () => {
    const cases = [
      agent.case('local n = 0 for i = 1, 1e6 do n = n + i end return n', { limits: { cpuMs: 2000 } }),
      agent.case('while true do end', { limits: { cpuMs: 150 } }),
      agent.case('return 1'),
    ]
    const result = await agent.run(...cases)
    expect(result.done).toMatchObject([
      { status: { kind: 'finished' } },
      { status: { kind: 'timeout', timeoutMs: 10_000, what: 'cpu' }, crash: null },
    ])
    // The kernel looks at the clock at each of its ticks, of which there are at least 100 a second.
    expect(result.done[1]!.cpuMs).toBeGreaterThan(140)
    expect(result.unrun).toEqual([cases[2]!.key])
  })

  test('waiting uses up no CPU milliseconds', async () => {
    const wait = `local ffi = require 'ffi' ffi.cdef 'int usleep(unsigned);' ffi.C.usleep(400000) return 1`
    const done = await agent.runOne(wait, { limits: { cpuMs: 200 } })
    expect(done).toMatchObject({ status: { kind: 'finished' }, events: ['result 1'] })
  })

  test('memory runs out as a Lua error, and the next case has its own', async () => {
    const hog = 'local t = {} for i = 1, 1e9 do t[i] = ("x"):rep(1e6) .. i end'
    const result = await agent.run(
      agent.case(hog, { limits: { memoryBytes: 64 * MB } }),
      agent.case(`local ok, message = pcall(loadstring(${JSON.stringify(hog)})) return message`, {
        limits: { memoryBytes: 64 * MB },
      }),
      agent.case('return #("x"):rep(40 * 2^20)', { limits: { memoryBytes: 128 * MB } }),
    )
    expect(result.done).toMatchObject([
      { status: { kind: 'finished' }, extra: { kind: 'out-of-memory', message: 'not enough memory' } },
      { events: ['result not enough memory'], extra: null },
      { events: [`result ${40 * MB}`] },
    ])
    expect(result.done[1]!.maxRssKb).toBeLessThan(128 * 1024)
  })

  test('output beyond the cap is drained and cut, 100 MB of it too', async () => {
    const done = await agent.runOne(
      'local s = ("x"):rep(1e6) for i = 1, 100 do io.stdout:write(s) end io.stderr:write("end") return 1',
      { limits: { outputBytes: 1000 } },
    )
    expect(done).toMatchObject({ stdoutTruncated: true, stderrTruncated: false, events: ['result 1'] })
    expect(Buffer.from(done.stdout, 'base64').toString()).toBe('x'.repeat(1000))
    expect(Buffer.from(done.stderr, 'base64').toString()).toBe('end')
  })

  test('a flood of events ends the child', async () => {
    const done = await agent.runOne('local s = ("x"):rep(1e6) while true do __luaparity_emit(s) end')
    expect(done.status).toEqual({ kind: 'flood', what: 'events' })
    expect(done.events.length).toBeLessThanOrEqual(68)
  })
})
