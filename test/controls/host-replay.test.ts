import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { underControl } from '../../harness/controls/control.js'
import { replayPart } from '../../harness/controls/host-replay.js'
import { canonicalText } from '../../harness/observations/canonical.js'
import type { HostCall, Observation } from '../../harness/observations/observation.js'
import { decodeList, type LuaValue } from '../../harness/observations/values.js'
import { describeEveryEngine, NATIVE } from '../engines/every-engine.js'
import { plain } from '../engines/plain.js'
import { LIMITS, type Running, scriptCase, startEngine } from '../engines/running.js'

/** A host that is asked says so. */
const LUA = `return function()
  return {
    roll = function() return 'real' end,
    fail = function() return 'real' end,
    make = function() return 'real' end,
  }
end`
const RUBY = `Luaparity.host do |host|
  %w[roll fail make].each { |name| host.function(name) { 'real' } }
end`

const call = (name: string, given: string, results: string, error?: string): HostCall => ({
  name,
  arguments: decodeList(given),
  results: decodeList(results),
  error: error === undefined ? null : decodeList(`[${error}]`)[0]!,
})
const text = (values: readonly LuaValue[]): string =>
  canonicalText(values, { numbers: 'value', order: false })

describeEveryEngine('the host, answered for', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startEngine(engine, { host: { lua: LUA, ruby: RUBY } })
  })
  afterAll(() => running.engine.stop())
  const run = (source: string, calls: readonly HostCall[]): Promise<Observation> =>
    running.engine.run(underControl(scriptCase('replay', { source }), [replayPart(calls)], new Map()), LIMITS)

  test('calls return and raise what was recorded', async () => {
    const calls = [
      call('roll', '[n6]', '[n4]'),
      call('roll', '[n6]', '[n5,nil,"a\\000\\255",nil]'),
      call('fail', '["x"]', '[]', '"host.lua:3: no dice"'),
      call('fail', '[]', '[]', '{1:"code"=n7}'),
      call('roll', '[nil]', '[]'),
    ]
    const observation = await run(
      `local first = host.roll(6)
      local count = select('#', host.roll(6))
      local ok, message = pcall(host.fail, 'x')
      local _, value = pcall(host.fail)
      return first, count, ok, message, value.code, select('#', host.roll(nil))`,
      calls,
    )
    expect(plain(observation.values!)).toEqual([4, 4, false, 'host.lua:3: no dice', 7, 0])
    expect(observation.notes).toEqual([])
    const seen = observation.hostCalls.map(({ name, arguments: given, results, error }) => [
      name,
      text(given),
      text(results),
      error && text([error]),
    ])
    expect(seen).toEqual(
      calls.map(({ name, arguments: given, results, error }) => [
        name,
        text(given),
        text(results),
        error && text([error]),
      ]),
    )
  })

  test.each([
    '[n-0,nnan,ninf,n-inf,n0.10000000000000001,n1e+300,n9007199254740991,n5e-324,n-7]',
    '[true,false,nil,"\\010\\034\\092\\000end\\255"]',
    '[{1:n1=n1,"a"={2:"again"=@1,"self"=@2},{3:}={4:true=@2}},@2,@4]',
    '[f1,f-2.5,i7,f1e+20]',
  ])('values come as they were: %s', async (results) => {
    const expected = text(decodeList(results))
    const { values } = await run('return host.make()', [call('make', '[]', results)])
    expect(text(values!)).toBe(expected)
  })

  test('a float of 5.3 stays one where there are floats', async () => {
    const { values } = await run('return host.make()', [call('make', '[]', '[f3,i3,n3]')])
    const kinds = values!.map((value) => value.kind === 'number' && value.subtype)
    const modern = engine === 'lua53' || engine === 'lua54'
    expect(kinds).toEqual(modern ? ['float', 'integer', 'integer'] : ['number', 'number', 'number'])
  })

  test('arguments are compared by what they are', async () => {
    const given = '[{1:"list"={2:n1="a",n2="b"},"self"=@1},@2,<function 3>,@3,n0.5,nnan,"x"]'
    const source = (change: string): string => `
      local list = { 'a', 'b' }
      local given = { list = list }
      given.self = given
      local f, g = function() end, print
      ${change}
      local _, answer = pcall(host.make, given, given.list, f, f, 1/2, 0/0, 'x')
      return answer`
    const answer = async (change: string): Promise<unknown> =>
      plain((await run(source(change), [call('make', given, '["recorded"]')])).values!)[0]
    expect(await answer('')).toBe('recorded')
    expect(await answer("list[3] = 'c'")).not.toBe('recorded')
    expect(await answer("list[2] = 'c'")).not.toBe('recorded')
    expect(await answer("list[2] = nil list[3] = 'b'")).not.toBe('recorded')
    expect(await answer('setmetatable(list, {})')).not.toBe('recorded')
    expect(await answer("given.list = { 'a', 'b' } given.self = { list = given.list }")).not.toBe('recorded')
    expect(await answer('f = {}')).not.toBe('recorded')
  })

  test('from the first call that was not recorded, the real host answers', async () => {
    const source = `local first = host.roll(6)
      local second = host.roll(20, 'd')
      return first, second, host.roll(8)`
    const { values, notes } = await run(source, [
      call('roll', '[n6]', '[n4]'),
      call('roll', '[n12]', '[n5]'),
      call('roll', '[n8]', '[n6]'),
    ])
    expect(plain(values!)).toEqual([4, 'real', 'real'])
    expect(notes).toEqual([
      {
        kind: 'rule',
        rule: 'host',
        file: 'test.lua',
        line: 2,
        what: 'host.roll(20, "d")',
        is: 'host.roll(20, "d")',
        instead: 'host.roll(12)',
      },
    ])
  })

  test('and beyond the end of the recording', async () => {
    const { values, notes } = await run('local x = host.roll(6)\nlocal y = host.fail() return x, y', [
      call('roll', '[n6]', '[n4]'),
    ])
    expect(plain(values!)).toEqual([4, 'real'])
    expect(notes).toMatchObject([{ line: 2, what: 'host.fail()', instead: 'no further call' }])
  })

  test('what cannot be rebuilt comes from the real host, and the recording goes on', async () => {
    const { values, notes } = await run(
      'local x, y, z = host.make(), host.make(), host.roll() return x, y, z',
      [call('make', '[]', '[<function 1>]'), call('make', '[]', '[{1^:}]'), call('roll', '[]', '[n4]')],
    )
    expect(plain(values!)).toEqual(['real', 'real', 4])
    expect(notes).toEqual([])
  })

  test('a long recording', async () => {
    const calls = Array.from({ length: 3000 }, (_, i) => call('roll', `[n${i}]`, `[{1:"text"="a${i}"}]`))
    const { values, error } = await run(
      'local s = 0 for i = 0, 2999 do s = s + #host.roll(i).text end return s',
      calls,
    )
    expect(error).toBeNull()
    expect(plain(values!)).toEqual([10 * 2 + 90 * 3 + 900 * 4 + 2000 * 5])
  })

  test('the recording of the engine itself is its own answer', async () => {
    const source = 'return host.roll(1), (pcall(host.fail, {}))'
    const first = await running.observe(source)
    const again = await run(source, first.hostCalls)
    expect(text(again.values!)).toBe(text(first.values!))
    expect(again.notes).toEqual([])
  })

  // The Ruby host gives userdata for errors, see above; here only that it stands in for Lua's fakes.
  describe.skipIf(!(NATIVE as readonly string[]).includes(engine))('native', () => {
    test('answers as the fakes of another engine did', async () => {
      const other = await startEngine('lua51', {
        host: { lua: 'return function() return { roll = function(n) return n + 1, { n } end } end' },
      })
      try {
        const source = 'local a, b = host.roll(4) return a, b[1]'
        const recorded = await other.observe(source)
        expect(plain((await run(source, recorded.hostCalls)).values!)).toEqual([5, 4])
        expect(plain(recorded.values!)).toEqual([5, 4])
      } finally {
        await other.engine.stop()
      }
    })
  })
})
