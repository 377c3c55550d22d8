import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { WorkerPool } from '../../harness/engines/in-process/pool.js'
import type { VmName } from '../../harness/engines/in-process/vm.js'
import type { Outcome } from '../../harness/observations/observation.js'
import { temporaryFolder } from '../temporary-folder.js'
import { describeEveryEngine, IN_PROCESS } from './every-engine.js'
import { list, plain } from './plain.js'
import { type Given, type Running, startEngine, startEngineForTest } from './running.js'

const MIB = 2 ** 20
const MS = 60_000
const SHORT = { timeoutMs: 500 }
const SMALL = { memoryBytes: 48 * MIB }

interface Attack extends Given {
  name: string
  outcomes: Outcome[]
  returns?: unknown[]
}

const timeouts: Attack[] = [
  ['an endless loop', 'while true do end'],
  ['an endless loop that swallows errors', 'while true do pcall(function() while true do end end) end'],
  ['an endless loop in a coroutine', 'coroutine.wrap(function() while true do end end)()'],
  ['coroutines without end', 'while true do coroutine.wrap(function() coroutine.yield() end)() end'],
  ['a loop inside the C library', 'return string.find(("a"):rep(40), ("a*"):rep(30) .. "b")'],
  ['an endless iterator', 'for _ in function() return 1 end do end'],
  ['waiting for input', 'repeat until io.read("*l")'],
].map(([name, source]) => ({ name: name!, source: source!, limits: SHORT, outcomes: ['timeout'] }))

const hogs: Attack[] = [
  {
    name: 'tables without end',
    source: 'local t = {} while true do t = {t, {}, {}, {}} end',
    limits: SMALL,
    outcomes: ['out-of-memory'],
  },
  {
    name: 'a list without end, in a coroutine',
    source: 'coroutine.wrap(function() local t = {} for i = 1, 1e9 do t[i] = {i} end end)()',
    limits: SMALL,
    // LuaJIT makes an ordinary message of it, with a position in front.
    outcomes: ['out-of-memory', 'error'],
  },
]

// LuaJIT has no guard where C code calls Lua which calls C code again: a crash there is what it does.
const recursions: Attack[] = [
  {
    name: 'endless recursion',
    source: 'local function f(n) return 1 + f(n + 1) end return f(0)',
    outcomes: ['error'],
  },
  {
    name: 'endless recursion that is caught',
    source: 'local function f(n) return 1 + f(n + 1) end local ok, e = pcall(f, 0) return ok, type(e)',
    outcomes: ['pass'],
    returns: [false, 'string'],
  },
  {
    name: 'endless recursion in a metamethod',
    source:
      'local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k] end return t.x',
    outcomes: ['error'],
  },
  {
    name: 'endless recursion through the C library',
    source: 'local function f(s) return (s:gsub(".", f)) end return f("x")',
    outcomes: ['error', 'crash'],
  },
  {
    name: 'coroutines inside coroutines',
    source: 'local function f() return coroutine.wrap(f)() end return (pcall(f))',
    outcomes: ['pass', 'crash', 'out-of-memory'],
  },
  {
    name: 'endless tail calls',
    source: 'local function f() return f() end return f()',
    limits: SHORT,
    outcomes: ['timeout'],
  },
]

const bombs: Attack[] = [
  ['brackets', '("("):rep(100000) .. "1" .. (")"):rep(100000)'],
  ['tables', '("{"):rep(100000) .. ("}"):rep(100000)'],
  ['operators', '("not "):rep(200000) .. "1"'],
  ['concatenations', '("a.."):rep(200000) .. "a"'],
  ['functions', '("function() return "):rep(100000) .. "1" .. (" end"):rep(100000)'],
].map(([name, text]) => ({
  name: `${name} nested too deeply for the parser`,
  source: `local f, message = (loadstring or load)("return " .. ${text}) return f == nil, type(message)`,
  outcomes: ['pass'],
  returns: [true, 'string'],
}))

const floods: Attack[] = [
  {
    name: 'a hundred megabytes printed',
    source: 'local s = ("x"):rep(2 ^ 20) for i = 1, 100 do print(s) end return "done"',
    limits: { outputBytes: MIB },
    outcomes: ['pass'],
    returns: ['done'],
  },
  {
    name: 'a hundred thousand small prints',
    source: 'for i = 1, 1e5 do io.write("x") end return "done"',
    limits: { outputBytes: 10_000 },
    outcomes: ['pass'],
    returns: ['done'],
  },
]

describeEveryEngine('limits', (engine) => {
  let running: Running

  beforeAll(async () => {
    running = await startEngine(engine, { jobs: 1 })
  }, MS)

  afterAll(async () => {
    await running.engine.stop()
  })

  test.each([...timeouts, ...hogs, ...recursions, ...bombs, ...floods])(
    '$name',
    { timeout: MS },
    async (attack) => {
      const { observe } = attack.limits === SMALL ? await startEngineForTest(engine, SMALL) : running
      const seen = await observe(attack)
      expect(attack.outcomes, seen.reason ?? seen.error?.message).toContain(seen.outcome)
      if (attack.returns && seen.outcome === 'pass') expect(plain(seen.values!)).toEqual(attack.returns)
      if (attack.limits?.outputBytes) {
        expect([seen.output.bytes.length, seen.output.truncated]).toEqual([attack.limits.outputBytes, true])
      }
      // Whatever it was, the next case has an engine to run on.
      const next = await observe('print("alive") return 1 + 1')
      expect([next.outcome, plain(next.values ?? []), next.output.bytes.toString()]).toEqual([
        'pass',
        [2],
        'alive\n',
      ])
    },
  )

  test('what was printed before a timeout is kept', { timeout: MS }, async () => {
    const seen = await running.observe({ source: 'print("so far") while true do end', limits: SHORT })
    expect(seen).toMatchObject({
      outcome: 'timeout',
      reason: `ended after the limit of ${SHORT.timeoutMs} ms`,
      values: null,
    })
    expect(seen.output.bytes.toString()).toBe('so far\n')
  })

  test('a case that times out does not hold up the ones beside it', { timeout: MS }, async () => {
    const [slow, ...quick] = await Promise.all([
      running.observe({ source: 'while true do end', limits: SHORT }),
      ...[1, 2, 3, 4].map((n) => running.observe(`return ${n}`)),
    ])
    expect(slow!.outcome).toBe('timeout')
    expect(quick.map(({ values }) => plain(values ?? []))).toEqual([[1], [2], [3], [4]])
  })

  test('stop() ends what runs and what waits, and may be called twice', { timeout: MS }, async () => {
    const own = await startEngineForTest(engine, { jobs: 1 })
    await own.observe('return 1')
    const cases = [1, 2, 3].map(() => own.observe('while true do end'))
    await new Promise((resolve) => setImmediate(resolve))
    await Promise.all([own.engine.stop(), own.engine.stop()])
    for (const seen of await Promise.all(cases)) {
      expect(seen).toMatchObject({ outcome: 'unavailable', reason: 'the run was stopped' })
    }
  })
})

describe.each(IN_PROCESS)('the host of %s', (engine) => {
  test('cannot be reached', { timeout: MS }, async () => {
    const folder = await temporaryFolder({ 'secret.txt': 'secret' })
    const target = join(folder, 'made.txt')
    const { observe } = await startEngineForTest(engine)
    const seen = await observe(`
      local reached = {}
      local function attempt(name, f, ...)
        local ok, result = pcall(f, ...)
        if ok and result then reached[#reached + 1] = name end
      end
      local registry = debug.getregistry()
      local loaded = registry._LOADED or package.loaded
      local command = "touch ${target}"
      for name, library in pairs{global = os, loaded = package.loaded.os, required = require "os", registry = loaded.os} do
        attempt(name .. " os.execute", library.execute, command)
        attempt(name .. " os.remove", library.remove, "${folder}/secret.txt")
        attempt(name .. " os.getenv", library.getenv, "PATH")
      end
      for name, library in pairs{global = io, loaded = package.loaded.io, required = require "io", registry = loaded.io} do
        attempt(name .. " io.popen", library.popen, command)
        attempt(name .. " io.open", library.open, "/etc/passwd")
        attempt(name .. " io.lines", library.lines, "${folder}/secret.txt")
        local file = library.open("${target}", "w")
        file:write("virtual") file:close()
      end
      attempt("loadfile", loadfile, "/etc/passwd")
      attempt("dofile", dofile, "${folder}/secret.txt")
      attempt("loadlib", package.loadlib or error, "/lib/x86_64-linux-gnu/libc.so.6", "*")
      for _, name in ipairs{"js", "fs", "child_process", "ffi", "fengari.interop"} do attempt("require " .. name, require, name) end
      -- the VM's own file handles
      for key, value in pairs(registry) do
        if type(value) == "userdata" then reached[#reached + 1] = "handle " .. tostring(key) end
      end
      for _, library in pairs{package.searchers or package.loaders} do
        for index = 3, 10 do if library[index] then reached[#reached + 1] = "searcher " .. index end end
      end
      return reached`)
    expect(plain(seen.values ?? [])).toEqual([list()])
    expect([existsSync(target), existsSync(join(folder, 'secret.txt'))]).toEqual([false, true])
  })

  test('does not end with os.exit, whichever way it is called', { timeout: MS }, async () => {
    const { observe } = await startEngineForTest(engine)
    for (const call of ['os.exit()', 'require("os").exit(1)', 'package.loaded.os.exit(true, true)']) {
      expect((await observe(call)).error).toMatchObject({ kind: 'exit' })
    }
    expect((await observe('return 1')).outcome).toBe('pass')
  })
})

describe('a worker thread that fails', () => {
  test('is reported, and the pool goes on with another', { timeout: MS }, async () => {
    const pool = new WorkerPool({ files: new Map() }, { size: 1, ready: 1, heapBytes: 64 * MIB })
    onTestFinished(() => pool.destroy())
    const task = { kind: 'program' as const, program: '__luaparity_emit("pass []")', memoryBytes: 64 * MIB }
    const failed = await pool.run({ ...task, vm: 'no such VM' as VmName }, 5000)
    expect(failed.end).toMatchObject({ kind: 'worker-died' })
    const next = await pool.run({ ...task, vm: 'lua54' }, 20_000)
    expect(next).toMatchObject({ events: ['pass []'], end: { kind: 'done', failure: null } })
  })

  test('an error of the program itself is a failure of the VM, not a pass', { timeout: MS }, async () => {
    const pool = new WorkerPool({ files: new Map() }, { size: 1, ready: 1, heapBytes: 64 * MIB })
    onTestFinished(() => pool.destroy())
    const run = await pool.run(
      { kind: 'program', vm: 'lua51', program: 'error("broken prelude")', memoryBytes: 64 * MIB },
      20_000,
    )
    expect(run.end).toMatchObject({ kind: 'done', failure: { kind: 'error' } })
    expect(run.events).toEqual([])
  })
})
