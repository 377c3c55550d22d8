import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeFastVm } from '../../../fast-vm.js'
import { plain } from '../../plain.js'
import { type Running, startEngine } from '../../running.js'

const MS = 60_000
const FILES = { 'm.lua': 'loads = (loads or 0) + 1 return { list = {}, loads = loads }' }

/** What a case might leave behind, and how the next one would see it: it must see what the first one saw. */
const LEFTOVERS: [what: string, leave: string, look: string][] = [
  ['a global', 'left = 1', 'return left'],
  ['a changed library', 'string.format = nil math.huge = 1', 'return type(string.format), math.huge'],
  ['a metatable of strings', 'getmetatable("").__index = function() return 1 end', 'return ("x").y'],
  ['a metatable of _G', 'setmetatable(_G, { __index = function() return 1 end })', 'return undefined'],
  [
    'a metatable of nil',
    'debug.setmetatable(nil, { __index = function() return 1 end })',
    'return pcall(function() return (nil).x end)',
  ],
  ['a loaded module', 'require("m").list[1] = 1', 'return #require("m").list, require("m").loads'],
  ['a preloaded module', 'package.preload.m = function() return 1 end', 'return type(require("m"))'],
  ['a changed package.path', 'package.path = "nowhere"', 'return package.path'],
  ['a file', 'local f = io.open("m.lua", "w") f:write("return 7") f:close()', 'return type(require("m"))'],
  ['random numbers drawn', 'for i = 1, 5 do math.random() end', 'return math.random(1e9)'],
  ['another seed', 'math.randomseed(99)', 'return math.random(1e9)'],
  ['a clock that went on', 'for i = 1, 5 do os.clock() end', 'return os.clock()'],
  ['a hook', 'debug.sethook(function() error("hook") end, "", 1)', 'return 1'],
  [
    'a stopped collector',
    'collectgarbage("stop") collectgarbage("setpause", 1000)',
    'return collectgarbage("setpause")',
  ],
  ['another environment', 'setfenv(0, {})', 'return type(loadstring("return print")())'],
  ['a replaced print', 'print = nil io.write = nil', 'return type(print), type(io.write)'],
  ['much memory', 'local t = {} for i = 1, 2e5 do t[i] = { i } end', 'return collectgarbage("count") < 4096'],
  [
    'an open coroutine',
    'co = coroutine.create(function() coroutine.yield() end) coroutine.resume(co)',
    'return co, coroutine.running()',
  ],
  ['an error', 'error({ a = 1 })', 'return 1'],
  ['a stack overflow', 'local function f() return 1 + f() end f()', 'return 1'],
  ['no memory left', 'local s = ("x"):rep(2 ^ 20) while true do s = s .. s end', 'return #("x"):rep(2 ^ 20)'],
  ['an endless loop that was ended', 'while true do end', 'return 1'],
  [
    'an endless coroutine that was ended',
    'coroutine.wrap(function() while true do pcall(error) end end)()',
    'return coroutine.running()',
  ],
]

describeFastVm('a case of the fast VM', () => {
  let running: Running
  beforeAll(async () => {
    running = await startEngine('fast', { files: FILES, jobs: 1, memoryBytes: 64 * 2 ** 20 })
  })
  afterAll(() => running.engine.stop())

  test.each(LEFTOVERS)('leaves nothing behind: %s', { timeout: MS }, async (_, leave, look) => {
    const before = await running.observe(look)
    const left = await running.observe({ source: leave, limits: { timeoutMs: 300 } })
    const after = await running.observe(look)
    expect(left.outcome).not.toBe('unavailable')
    expect([after.outcome, after.reason]).toEqual([before.outcome, before.reason])
    expect(plain(after.values ?? [])).toEqual(plain(before.values ?? []))
  })

  test('is the same however often it is run', { timeout: MS }, async () => {
    const source = `
      local seen = {}
      for name in pairs(_G) do seen[#seen + 1] = name end
      return seen, collectgarbage("count"), math.random(), tostring({}):gsub("^table: ", "")`
    const [first, ...others] = await Promise.all(Array.from({ length: 100 }, () => running.observe(source)))
    expect(first!.outcome).toBe('pass')
    for (const other of others) expect(other.values).toEqual(first!.values)
  })

  test('gets the modules as they are, whether compiled beforehand or again', { timeout: MS }, async () => {
    const source = `
      local first = require("m")
      local second = dofile("m.lua")
      local third = loadfile("m.lua")()
      return first.loads, second.loads, third.loads, first ~= second and second ~= third`
    expect(plain((await running.observe(source)).values!)).toEqual([1, 2, 3, true])
  })
})

describeFastVm('arguments', () => {
  test('may be many, of any bytes', { timeout: MS }, async () => {
    const running = await startEngine('fast', { jobs: 1 })
    try {
      const many = Array.from({ length: 2000 }, (_, index) => `argument ${index}`)
      const source = 'return select("#", ...), (select(1, ...)), (select(2000, ...)), #select(7, ...)'
      const seen = await running.observe({ source, arguments: many })
      expect(plain(seen.values!)).toEqual([2000, 'argument 0', 'argument 1999', 10])
      const odd = await running.observe({ source: 'return ...', arguments: ['', 'a\0b', 'é'] })
      expect(plain(odd.values!)).toEqual(['', 'a\0b', Buffer.from('é').toString('latin1')])
    } finally {
      await running.engine.stop()
    }
  })
})

describeFastVm('memory', () => {
  test('a machine that a case has blown up is not kept', { timeout: MS }, async () => {
    const running = await startEngine('fast', { jobs: 1 })
    try {
      const before = process.memoryUsage().rss
      for (let i = 0; i < 10; i++) {
        const seen = await running.observe('return #("x"):rep(100 * 2 ^ 20)')
        expect(plain(seen.values!)).toEqual([100 * 2 ** 20])
      }
      await running.observe('return 1')
      // Ten machines of 100 MB would be 1 GB.
      expect(process.memoryUsage().rss - before).toBeLessThan(600 * 2 ** 20)
    } finally {
      await running.engine.stop()
    }
  })
})
