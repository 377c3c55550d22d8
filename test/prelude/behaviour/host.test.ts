import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quote } from '../../../harness/observations/canonical.js'
import { describeEveryEngine, NATIVE } from '../../engines/every-engine.js'
import { plain, record } from '../../engines/plain.js'
import { type Running, startEngine } from '../../engines/running.js'

const LUA = `return function() return {
  plain = function() error('no dice') end,
  value = function() error({ code = 7 }, 0) end,
  call = function(f) f() return 1 end,
  pass = function(...) return ... end,
  wait = function(...) return coroutine.yield(...) end,
} end`
const RUBY = `Luaparity.host do |host|
  host.function('plain') { raise 'no dice' }
  host.function('call') { |f| f.call; 1 }
  host.function('pass') { |x| x }
end`

describeEveryEngine('host calls', (engine) => {
  const isNative = (NATIVE as readonly string[]).includes(engine)
  let running: Running
  beforeAll(async () => {
    running = await startEngine(engine, { host: { lua: LUA, ruby: RUBY } })
  })
  afterAll(() => running.engine.stop())

  test('that return are recorded with their results', async () => {
    const { hostCalls } = await running.observe('return host.pass(5)')
    expect(
      hostCalls.map((call) => [call.name, plain(call.arguments), plain(call.results), call.error]),
    ).toEqual([['pass', [5], [5], null]])
  })

  test('that raise are recorded with the error, as the script gets it', async () => {
    const { hostCalls, values } = await running.observe(`
      local ok, message = pcall(host.plain, 1, 'x')
      return ok, message, host.pass(2)`)
    expect(hostCalls.map(({ name, results }) => [name, plain(results)])).toEqual([
      ['plain', []],
      ['pass', [2]],
    ])
    const [raised] = hostCalls
    expect(plain(raised!.arguments)).toEqual([1, 'x'])
    if (isNative) expect(raised!.error?.kind).toBe('userdata')
    else expect(plain([raised!.error!])).toEqual([plain(values!)[1]])
  })

  describe.skipIf(isNative)('of Lua fakes', () => {
    test('raise values of any kind', async () => {
      const { hostCalls, values } = await running.observe(`
        local _, first = pcall(host.value)
        local ok, second = pcall(host.call, function() error() end)
        return first, ok, second`)
      expect(plain(values!)).toEqual([record({ code: 7 }), false, null])
      expect(plain(hostCalls.map(({ error }) => error!))).toEqual([record({ code: 7 }), null])
    })

    test('that raise are in the traceback, with what is above and below', async () => {
      const { error, hostCalls } = await running.observe(
        'local function go()\n  host.call(function()\n    error("back")\n  end)\nend\ngo()',
      )
      expect(error).toMatchObject({ message: 'back', file: 'test.lua', line: 3 })
      const places = error!.traceback.map((line) => line.replace(/: in .*/, ''))
      expect(places).toEqual(['[C]', 'test.lua:3', 'host.lua:4', 'test.lua:2', 'test.lua:6'])
      expect(quote((hostCalls[0]!.error as { bytes: Buffer }).bytes)).toBe('"test.lua:3: back"')
    })

    test('may yield', async () => {
      const { values, hostCalls } = await running.observe(`
        local step = coroutine.wrap(function() return host.wait(1), host.wait(2, 3) end)
        return step(), select('#', step('a')), step('b')`)
      expect(plain(values!)).toEqual([1, 2, 'a', 'b'])
      expect(hostCalls.map(({ results }) => plain(results))).toEqual([['a'], ['b']])
    })

    test('that raise in a coroutine are recorded', async () => {
      const { values, hostCalls } = await running.observe(`
        local ok, message = coroutine.resume(coroutine.create(function() host.wait(1) end))
        local again, failed = coroutine.resume(coroutine.create(function() host.plain() end))
        return ok, message, again, failed`)
      expect(plain(values!)).toEqual([true, 1, false, 'host.lua:2: no dice'])
      expect(plain(hostCalls.map(({ error }) => error!))).toEqual(['host.lua:2: no dice'])
    })
  })
})
