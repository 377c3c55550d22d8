import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { FastEngine } from '../../../../harness/engines/fast.js'
import { loadFastVmSync } from '../../../../harness/engines/in-process/fast-vm/artefact.js'
import { WorkerPool } from '../../../../harness/engines/in-process/pool.js'
import type { FastCase } from '../../../../harness/engines/in-process/task.js'
import { describeFastVm } from '../../../fast-vm.js'
import { plain } from '../../plain.js'
import { type Running, startEngine } from '../../running.js'

const MS = 60_000
const MIB = 2 ** 20

/** Ways to go on for ever, or to keep an error from coming through. */
const ENDLESS: [what: string, source: string][] = [
  ['a plain loop', 'while true do end'],
  ['a numeric loop', 'for i = 1, math.huge do end'],
  ['a recursion of tail calls', 'local function f() return f() end f()'],
  ['a goto', '::again:: goto again'],
  ['pcall', 'while true do pcall(function() while true do end end) end'],
  ['pcall of error', 'while true do pcall(error, "x") end'],
  ['xpcall with a handler that loops', 'xpcall(error, function() while true do end end)'],
  [
    'xpcall within its handler',
    'local function h() return xpcall(error, h) end while true do xpcall(error, h) end',
  ],
  ['a coroutine', 'coroutine.wrap(function() while true do end end)()'],
  [
    'coroutines made for ever',
    'while true do coroutine.resume(coroutine.create(function() error("x") end)) end',
  ],
  [
    'a coroutine that catches',
    'local co = coroutine.wrap(function() while true do pcall(coroutine.yield) end end) while true do co() end',
  ],
  ['a gsub callback', '("x"):gsub("x", function() while true do pcall(error) end end)'],
  ['gsub for ever', 'while true do ("xxxxxxxx"):gsub(".", function() return "y" end) end'],
  ['a sort comparator', 'table.sort({ 3, 2, 1 }, function(a, b) while true do end end)'],
  [
    'a metamethod',
    'local t = setmetatable({}, { __index = function(t, k) while true do end end }) return t.x',
  ],
  ['__tostring in print', 'print(setmetatable({}, { __tostring = function() while true do end end }))'],
  ['an iterator', 'for _ in function() return 1 end do end'],
  ['pairs over a table that grows', 'local t = { 1 } while true do for k in pairs(t) do t[k] = k end end'],
  ['a loaded chunk', 'while true do loadstring("local a = 1")() end'],
  ['a pattern that backtracks', '("a"):rep(3000):find("a*a*a*a*b")'],
  ['a pattern in a pcall', 'while true do pcall(string.find, ("a"):rep(3000), ".-.-.-.-b") end'],
  [
    'a long plain search',
    'local s = ("x"):rep(4e6) while true do s:find(("x"):rep(2e6) .. "y", 1, true) end',
  ],
  ['string.rep for ever', 'while true do ("x"):rep(1e6) end'],
  [
    'table.concat for ever',
    'local t = {} for i = 1, 1e5 do t[i] = "x" end while true do table.concat(t) end',
  ],
  ['a hook that was taken away', 'debug.sethook() while true do end'],
  ['a hook of its own', 'debug.sethook(function() end, "crl", 1) while true do end'],
  ['a hook that loops', 'debug.sethook(function() while true do end end, "l") local a = 1'],
  [
    'a hook in a coroutine',
    'coroutine.wrap(function() debug.sethook(function() end, "", 7) while true do end end)()',
  ],
  [
    'a garbage collection metamethod',
    'for i = 1, 10 do getmetatable(newproxy(true)).__gc = function() while true do end end end while true do collectgarbage() end',
  ],
]

describeFastVm('the time limit', () => {
  let running: Running
  beforeAll(async () => {
    running = await startEngine('fast', { jobs: 1 })
  })
  afterAll(() => running.engine.stop())

  test.each(ENDLESS)('ends %s, and the next case runs', { timeout: MS }, async (_, source) => {
    const guarded = `print("before"); do ${source} end print("after")`
    const seen = await running.observe({ source: guarded, limits: { timeoutMs: 300 } })
    expect([seen.outcome, seen.reason]).toEqual(['timeout', 'ended after the limit of 300 ms'])
    expect(seen.output.bytes.toString()).toBe('before\n')
    expect(plain((await running.observe('return 1 + 1')).values!)).toEqual([2])
  })

  test.each(ENDLESS)('in VM instructions ends %s, too', { timeout: MS }, async (_, source) => {
    const limits = { timeoutMs: 20_000, instructions: 1_000_000 }
    const seen = await running.observe({ source, limits })
    expect([seen.outcome, seen.reason]).toEqual([
      'timeout',
      'ended after the limit of 1000000 VM instructions',
    ])
  })
})

describeFastVm('the instruction budget', () => {
  test('is spent at the same place in every run', { timeout: MS }, async () => {
    const running = await startEngine('fast', { jobs: 2 })
    onTestFinished(() => running.engine.stop())
    const source = 'local i = 0 while true do i = i + 1 if i % 1000 == 0 then print(i) end end'
    const runs = await Promise.all(
      Array.from({ length: 6 }, () => running.observe({ source, limits: { instructions: 123_456 } })),
    )
    const outputs = runs.map(({ output }) => output.bytes.toString())
    expect(outputs[0]).toMatch(/^1000\n(\d+000\n)+$/)
    expect(new Set(outputs).size).toBe(1)
  })

  test('leaves hooks to the script', { timeout: MS }, async () => {
    const running = await startEngine('fast', { jobs: 1 })
    onTestFinished(() => running.engine.stop())
    const source = `
      local lines, counts, calls = {}, 0, 0
      debug.sethook(function(event, line) lines[#lines + 1] = line end, 'l')
      local a = 1
      local b = 2
      debug.sethook(function() counts = counts + 1 end, '', 100)
      for i = 1, 10000 do end
      debug.sethook(function() calls = calls + 1 end, 'c')
      local function f() end
      f() f() f()
      debug.sethook()
      return lines[1], lines[2], counts > 90, calls >= 3, (debug.gethook())`
    expect(plain((await running.observe(source)).values!)).toEqual([4, 5, true, true, null])
  })
})

describeFastVm('the memory limit', () => {
  test.each([
    ['string.rep', 'return #("x"):rep(1e9)'],
    ['concatenation', 'local s = "x" while true do s = s .. s end'],
    ['a growing table', 'local t = {} for i = 1, 1e9 do t[i] = i end'],
    ['a deep structure', 'local t = {} while true do t = { t, t } end'],
    ['closures', 'local t = {} for i = 1, 1e9 do t[i] = function() return i end end'],
    ['coroutines', 'local t = {} for i = 1, 1e9 do t[i] = coroutine.create(print) end'],
  ])('ends %s as "not enough memory"', { timeout: MS }, async (_, source) => {
    const running = await startEngine('fast', { jobs: 1 })
    onTestFinished(() => running.engine.stop())
    const limits = { memoryBytes: 8 * MIB }
    const seen = await running.observe({ source, limits })
    expect([seen.outcome, seen.reason]).toEqual(['out-of-memory', 'needed more than the limit of 8 MiB'])
    // A script can catch it, as in LuaJIT, and go on.
    const caught = await running.observe({ source: `return pcall(function() ${source} end)`, limits })
    expect(plain(caught.values!)).toEqual([false, 'not enough memory'])
    expect((await running.observe({ source: 'return 1', limits })).outcome).toBe('pass')
  })
})

describeFastVm('a worker that has to be ended', () => {
  const NEVER = 10 ** 9

  async function fastCases(): Promise<{ pool: WorkerPool; aCase(source: string): FastCase }> {
    const pool = new WorkerPool({ files: new Map() }, { size: 1, ready: 1, heapBytes: 64 * MIB })
    onTestFinished(() => pool.destroy())
    const text = 'return function(source) loadstring(source)() __luaparity_emit("pass []") end'
    const module = new WebAssembly.Module(loadFastVmSync())
    const files = { paths: [], ends: [], memory: new SharedArrayBuffer(0) }
    const program = { id: 'test', text: new SharedArrayBuffer(text.length), files, image: null }
    const project = { id: 'none', files, modules: [] }
    Buffer.from(program.text).write(text)
    return {
      pool,
      aCase: (source) => ({
        setup: { module, program, project, roundHalfUp: true },
        order: 0,
        parameters: [Buffer.from(source)],
        memoryBytes: 64 * MIB,
        // The VM's own limit is out of the way, as in a loop that does not tick.
        timeoutMs: NEVER,
        instructions: null,
      }),
    }
  }

  test('is ended from outside, says which case it was at, and is replaced', { timeout: MS }, async () => {
    const { pool, aCase } = await fastCases()
    const cases = [aCase('local a = 1'), aCase('while true do end'), aCase('local b = 1')]
    const run = await pool.run({ kind: 'fast', cases }, 300)
    expect(run).toMatchObject({ end: { kind: 'timeout' }, current: 1 })
    expect(run.events.filter((event) => event === 'pass []')).toHaveLength(1)
    const next = await pool.run({ kind: 'fast', cases: [aCase('local a = 1')] }, 10_000)
    expect(next).toMatchObject({ end: { kind: 'done', failure: null } })
    expect(next.events).toContain('pass []')
  })
})

describeFastVm('many cases at once, one of which takes its thread with it', () => {
  test('cost that one alone', { timeout: MS }, async () => {
    // A pool that ends the thread at its first long case, as if the VM did not tick.
    class Impatient extends WorkerPool {
      override run(...[task]: Parameters<WorkerPool['run']>) {
        return super.run(task, 500)
      }
    }
    const engine = new FastEngine(
      ({ files }) => new Impatient({ files: files.files }, { size: 2, ready: 1, heapBytes: 64 * MIB }),
    )
    const running = await startEngine('fast', { jobs: 2 }, engine)
    onTestFinished(() => running.engine.stop())
    const sources = Array.from({ length: 60 }, (_, index) =>
      index % 20 === 7 ? 'while true do end' : `return ${index}`,
    )
    const seen = await Promise.all(sources.map((source) => running.observe(source)))
    for (const [index, observation] of seen.entries()) {
      if (index % 20 === 7) expect(observation.outcome).toBe('timeout')
      else expect(plain(observation.values!)).toEqual([index])
    }
  })
})
