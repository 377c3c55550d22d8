import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Agent } from './agent.js'
import { rubyAnswer } from './container.js'

const HOT = 'local n = 0 for i = 1, 1000 do n = n + i end return n'
// A closure in a loop: no LuaJIT so far compiles its creation.
const CLOSURES = 'local t = {}\nfor i = 1, 1000 do\n  t[i % 3] = function() return i end\nend\nreturn #t'

describe('the activity of the JIT compiler', { timeout: 60_000 }, () => {
  let agent: Agent

  beforeAll(async () => {
    agent = await Agent.ready()
  })

  afterAll(async () => {
    await agent.close()
  })

  const activity = async (source: string, jitOptions: string[] = []) =>
    (await agent.runOne(source, { jitOptions })).jit

  test('a hot loop is a trace', async () => {
    expect(await activity(HOT)).toEqual({ traces: 1, aborts: 0, flushes: 0, reasons: [] })
  })

  test('a script without loops has none, each case its own count', async () => {
    const result = await agent.run(agent.case('return 1'), agent.case(HOT), agent.case('return 2'))
    expect(result.done.map(({ jit }) => jit?.traces)).toEqual([0, 1, 0])
  })

  test('what is compiled of the prelude does not count', async () => {
    const looping = await Agent.ready({
      prelude: `local n = 0 for i = 1, 1000 do n = n + i end
        local job = assert(loadstring('return ' .. (...)))()
        __luaparity_emit('result ' .. tostring(assert(loadstring(job.source, job.chunk))()))`,
    })
    expect((await looping.runOne('return 1')).jit).toEqual({ traces: 0, aborts: 0, flushes: 0, reasons: [] })
    expect((await looping.runOne(HOT)).jit).toMatchObject({ traces: 1 })
    await looping.close()
  })

  test('what cannot be compiled is an abort with its reason in words and its line', async () => {
    const jit = await activity(CLOSURES)
    expect(jit).toMatchObject({ traces: 0, reasons: [{ reason: 'NYI: bytecode FNEW', at: 'case:3' }] })
    expect(jit!.aborts).toBe(jit!.reasons[0]!.count)
    expect(jit!.aborts).toBeGreaterThan(0)
  })

  test('an abort inside a library function names the line of the script', async () => {
    const jit = await activity(
      'local f = function() return debug.getinfo(1) end\njit.off(f)\nfor i = 1, 200 do\n  pcall(f)\nend',
    )
    expect(jit!.reasons).toContainEqual({
      reason: 'JIT compilation disabled for function',
      at: 'case:1',
      count: expect.any(Number),
    })
  })

  test('an error while recording, whatever its value', async () => {
    const jit = await activity('for i = 1, 300 do\n  pcall(string.rep)\n  pcall(error, {})\nend', [
      'hotloop=1',
      'hotexit=1',
    ])
    for (const { reason, at } of jit!.reasons) {
      expect(reason).not.toMatch(/^abort code|%/)
      expect(at).toMatch(/^case:\d$/)
    }
    expect(jit!.aborts).toBeGreaterThan(0)
  })

  test('compiled code that is thrown away is a flush', async () => {
    expect(await activity(`${HOT.replace('return n', '')} jit.flush()`)).toMatchObject({
      traces: 1,
      flushes: 1,
    })
  })

  test('of more kinds of aborts than are kept the most frequent are told', async () => {
    const loops = Array.from(
      { length: 100 },
      (_, index) => `for i = 1, ${index === 77 ? 2000 : 60} do local f = function() return i end end`,
    )
    const jit = await activity(loops.join('\n'))
    expect(jit!.reasons.length).toBeLessThanOrEqual(20)
    const counts = jit!.reasons.map(({ count }) => count)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
    expect(jit!.aborts).toBeGreaterThanOrEqual(100)
  })

  test('it is told of a case that crashes, too', async () => {
    const done = await agent.runOne(
      `for i = 1, 1000 do end\n${CLOSURES.replace('return #t', '')} loadstring'local _ for _ in (nil):foo() do end'`,
    )
    expect(done).toMatchObject({
      status: { kind: 'signal', signal: 'SIGSEGV' },
      jit: { traces: 1, reasons: [{ reason: 'NYI: bytecode FNEW', at: 'case:4' }] },
    })
  })

  test('a chunk name with anything in it stays one line', async () => {
    const source = `loadstring(${JSON.stringify(CLOSURES)}, '=a\\tb\\nc\\255')() return 1`
    expect((await activity(source))!.reasons[0]).toMatchObject({ at: 'a?b?c?:3' })
  })

  test('counting takes nothing of the state but the names of the events and room on its stack, once', async () => {
    const [uncounted, counted] = (await rubyAnswer(`
      source = <<~LUA
        collectgarbage() collectgarbage('stop')
        local before = collectgarbage('count')
        for i = 1, 1000 do local x = i end
        local t = {}
${'        for i = 1, 60 do t[1] = function() return i end end\n'.repeat(50)}        return collectgarbage('count') - before
      LUA
      answer([lua.eval(source), LuaJIT::State.new.count_jit.eval(source)])`)) as [number, number]
    expect(uncounted).toBeGreaterThan(0)
    expect((counted - uncounted) * 1024).toBeLessThan(600)
  })

  test('is unknown where the compiler is off, and where the process could not tell', async () => {
    const off = await Agent.ready({ settings: { jit: false } })
    expect((await off.runOne(HOT)).jit).toBeNull()
    await off.close()
    expect((await agent.runOne('while true do end', { limits: { timeoutMs: 200 } })).jit).toBeNull()
  })
})
