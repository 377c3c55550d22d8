import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { underControl } from '../../harness/controls/control.js'
import { orderPart } from '../../harness/controls/order.js'
import type { Observation, Place } from '../../harness/observations/observation.js'
import { describeEveryEngine, isModern } from '../engines/every-engine.js'
import { plain } from '../engines/plain.js'
import { LIMITS, type Running, scriptCase, startEngine } from '../engines/running.js'

type Reversed = 'none' | 'all' | readonly Place[]

describeEveryEngine('in one order', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startEngine(engine)
  })
  afterAll(() => running.engine.stop())

  const run = (source: string, reversed: Reversed = 'none'): Promise<Observation> =>
    running.engine.run(
      underControl(scriptCase('order', { source }), [orderPart({ reversed })], new Map()),
      LIMITS,
    )
  const given = async (source: string, reversed?: Reversed): Promise<unknown[]> => {
    const { outcome, values, error } = await run(source, reversed)
    expect(error, error?.message).toBeNull()
    expect(outcome).toBe('pass')
    return plain(values ?? [])
  }

  describe('over', () => {
    const mixed = `local t = { 10, 20, nil, 40, zoo = 1, Zoo = 2, ['\\255'] = 3, ['a\\0b'] = 4, a = 5, [true] = 6, [false] = 7,
        [-1] = 8, [2.5] = 9, [1000] = 10, [0] = 11 }`
    const loop = `local seen = {} for key in ${'%'} do seen[#seen + 1] = tostring(key) end return table.concat(seen, ' ')`
    const fixed = '1 2 4'
    const others = ['false', 'true', '-1', '0', '2.5', '1000', 'Zoo', 'a', 'a\0b', 'zoo', '\xff']

    test.each(['pairs(t)', 'next, t', 'next, t, nil'])('%s: the array, then the rest sorted', async (way) => {
      expect(await given(`${mixed} ${loop.replace('%', way)}`)).toEqual([`${fixed} ${others.join(' ')}`])
    })

    test.each(['pairs(t)', 'next, t'])('%s: the array, then the rest the other way round', async (way) => {
      const reversed = [...others].reverse().join(' ')
      expect(await given(`${mixed} ${loop.replace('%', way)}`, 'all')).toEqual([`${fixed} ${reversed}`])
    })

    test('objects: by what they hold when they are first met, and so for good', async () => {
      const source = `
        local function one() end
        local function two() end
        local c, b, a = { name = 'c' }, { name = 'b' }, { name = 'a' }
        local t = { [two] = 'two', [c] = 'c', [one] = 'one', [b] = 'b', [a] = 'a', s = 's' }
        local function seen()
          local list = {}
          for _, value in pairs(t) do list[#list + 1] = value end
          return table.concat(list, ' ')
        end
        local before = seen()
        a.name, c.name = 'z', 'b'
        return before, seen()`
      const order = 's one two a b c'
      expect(await given(source)).toEqual([order, order])
      const reversed = 'c b a two one s'
      expect(await given(source, 'all')).toEqual([reversed, reversed])
    })

    test('objects that are alike: by their values', async () => {
      const source = `local t, list = {}, {}
        for i = 9, 1, -1 do t[{}] = i end
        for _, value in pairs(t) do list[#list + 1] = value end
        return table.concat(list)`
      expect(await given(source)).toEqual(['123456789'])
    })

    test('one place alone is turned round', async () => {
      const source = `local t, seen = { a = 1, b = 2, c = 3 }, ''
        for key in pairs(t) do seen = seen .. key end
        for key in pairs(t) do
          seen = seen .. key
        end
        for key in next, t do seen = seen .. key end
        return seen`
      expect(await given(source, [{ file: 'test.lua', line: 3 }])).toEqual(['abccbaabc'])
      expect(await given(source, [{ file: 'test.lua', line: 6 }])).toEqual(['abcabccba'])
    })

    test('loops over one table in each other, in different directions, left early', async () => {
      const source = `local t, seen = { a = 1, b = 2, c = 3 }, ''
        for key in next, t do
          for inner in next, t do
            seen = seen .. key .. inner .. ' '
            if inner == 'b' then break end
          end
        end
        return seen`
      const place = [{ file: 'test.lua', line: 3 }]
      expect(await given(source)).toEqual(['aa ab ba bb ca cb '])
      expect(await given(source, place)).toEqual(['ac ab bc bb cc cb '])
    })
  })

  describe('notes', () => {
    const notes = async (source: string): Promise<unknown[]> =>
      (await run(source)).notes.map(({ kind, file, line, what, is }) => [kind, file, line, what, is])

    test('each place that goes over keys with no fixed order, once', async () => {
      const source = `local t = { 1, 2, x = 1, y = 2, [77] = 3 }
        for _ = 1, 3 do
          for _ in pairs(t) do end
        end
        for _ in next, t do end
        local function length(list)
          local count = 0
          for _ in pairs(list) do count = count + 1 end
          return count
        end
        return length({ 1, 2, 3 }), length({ 1, only = 2 }), length({})`
      expect(await notes(source)).toEqual([
        ['iteration', 'test.lua', 3, 'pairs', '3'],
        ['iteration', 'test.lua', 5, 'next', '3'],
      ])
    })

    test('also one that takes the first key alone', async () => {
      expect(await notes('local t = { x = 1, y = 2 }\nreturn (next(t))')).toEqual([
        ['iteration', 'test.lua', 2, 'next', '2'],
      ])
      expect(await notes('local t = { 1, x = 1, y = 2 }\nreturn (next(t))')).toEqual([])
    })
  })

  describe('as the VM does it', () => {
    test.each(['none', 'all'] as const)('the pairs of any table (%s)', async (reversed) => {
      const key = fc.oneof(
        fc.integer({ min: -3, max: 20 }).map(String),
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map(String),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
        fc.stringMatching(/^[a-c]{0,3}$/).map((text) => `"${text}"`),
        fc.constantFrom('true', 'false', '{}', 'print', 'function() end', '1e308*10'),
      )
      const tables = fc.sample(fc.array(key, { maxLength: 40 }), { numRuns: 40, seed: 7 })
      const source = `
        local function check(t)
          local seen, count, all = {}, 0, 0
          for key, value in pairs(t) do
            assert(rawequal(t[key], value) and seen[key] == nil)
            seen[key], count = value, count + 1
          end
          for key, value in next, t do
            assert(rawequal(seen[key], value))
            count = count - 1
          end
          for _ in own_next, seen do all = all + 1 end
          for _ in own_next, t do all = all - 1 end
          assert(count == 0 and all == 0)
        end
        ${tables.map((keys) => `do local t = {} ${keys.map((k) => `t[${k}] = {}`).join(' ')} check(t) end`).join('\n')}
        return true`
      // What the VM itself has for `next`, to see by.
      const own = { lua: 'own_next = C.b.next' }
      const testCase = underControl(scriptCase('any', { source }), [own, orderPart({ reversed })], new Map())
      const { values, error } = await running.engine.run(testCase, LIMITS)
      expect(error, error?.message).toBeNull()
      expect(plain(values ?? [])).toEqual([true])
    })

    test('values may be changed and removed under way', async () => {
      const source = `
        local t = { 1, 2, 3, a = 1, b = 2, c = 3, d = 4 }
        local seen = ''
        for key, value in pairs(t) do
          seen = seen .. key .. '=' .. value .. ' '
          t[key] = nil
          if key == 'a' then t.b, t.c = nil, 30 end
        end
        local left = next(t)
        for key in next, { x = 1, y = 2 } do seen = seen .. key end
        return seen, left`
      expect(await given(source)).toEqual(['1=1 2=2 3=3 a=1 c=30 d=4 xy', null])
    })

    test('the visited key may be removed, in whatever loop, with others over the same table inside', async () => {
      const source = `
        local seen = ''
        local t = { a = 1, b = 2, c = 3, [{}] = 4, [print] = 5 }
        for key, value in next, t do
          t[key] = nil
          for _, inner in next, t do seen = seen .. inner end
          for _, inner in pairs(t) do seen = seen .. inner end
          local some = next(t)
          seen = seen .. value .. ' '
        end
        return #seen, (seen:gsub('%d%d', '')), next(t)`
      expect(await given(source)).toEqual([30, '1 2 3 5 4 ', null])
    })

    test('emptying a table by its first key, and asking next for any key', async () => {
      const source = `
        local t, seen = { a = 1, b = 2, [5] = 3 }, ''
        local after_b = next({ a = 1, b = 2, c = 3 }, 'b')
        while next(t) do
          local key = next(t)
          seen = seen .. key
          t[key] = nil
        end
        return seen, after_b, next({}), select('#', next({})), next({ 10, 20 }, 1)`
      expect(await given(source)).toEqual(['5ab', 'c', null, 1, 2, 20])
    })

    test('an iterator kept and taken up again', async () => {
      const source = `
        local t = { a = 1, b = 2, c = 3, d = 4 }
        local step, state, start = pairs(t)
        local first = step(state, start)
        local second = step(state, first)
        local seen = ''
        for key in step, state, second do seen = seen .. key end
        return first, second, seen, step(state, 'a'), (step(t)), (step({ z = 1 }))`
      expect(await given(source)).toEqual(['a', 'b', 'cd', 'b', 'a', 'z'])
    })

    test('in a coroutine, with a yield in the loop', async () => {
      const source = `
        local t = { a = 1, b = 2 }
        local walk = coroutine.wrap(function() for key in pairs(t) do coroutine.yield(key) end return 'end' end)
        return walk(), walk(), walk()`
      expect(await given(source)).toEqual(['a', 'b', 'end'])
    })

    // Without the control, each of these says what the engine itself does.
    test.each([
      'for _ in pairs(nil) do end',
      'for _ in pairs() do end',
      'for _ in next, nil do end',
      'for _ in next, 7 do end',
      'local x = next()',
      'local x = next({}, "none")',
      'local x = next({ 1, 2 }, 17)',
      'local x = pcall(next)',
      'error((select(2, pcall(pairs))))',
      'error((select(2, pcall(next, true))))',
      'if table.foreach then table.foreach({}) else error("none") end',
      'if table.foreach then table.foreach(7, print) else error("none") end',
      'for k, v in pairs(setmetatable({}, { __pairs = function() return next, { x = 1 }, nil end })) do error(k) end',
      'for k, v in pairs(setmetatable({}, { __pairs = function() error("mine") end })) do end',
      'return (pcall(pairs, 1))',
      'return table.foreach and table.foreach({ a = 1 }, function(k, v) return k .. v end)',
      'return table.foreach and select("#", table.foreach({ a = 1 }, function() end))',
    ])('%s', async (source) => {
      const own = await running.observe(`local a\n${source}`)
      const controlled = await run(`local a\n${source}`)
      const seen = ({ outcome, values, error }: Observation): unknown => ({
        outcome,
        values: values && plain(values),
        error: error && { message: error.message, line: error.line, file: error.file },
      })
      expect(seen(controlled)).toEqual(seen(own))
    })

    test('table.foreach', async () => {
      const source = `local seen = ''
        if not table.foreach then return 'bca' end
        table.foreach({ b = 1, c = 2, a = 3, 'x' }, function(key) seen = seen .. key end)
        return seen`
      const expected = (await given('return table.foreach ~= nil'))[0] ? ['1cba'] : ['bca']
      expect(await given(source, 'all')).toEqual(expected)
      if (isModern(engine)) expect(expected).toEqual(['bca'])
    })

    test('a large table takes no time to speak of', async () => {
      const source = `local t = {}
        for i = 1, 20000 do t['key' .. i] = i end
        local sum = 0
        for _, value in pairs(t) do sum = sum + value end
        for _ in next, t do sum = sum + 1 end
        for i = 1, 20 do if next(t) then sum = sum + 1 end end
        return sum`
      expect(await given(source)).toEqual([200010000 + 20000 + 20])
    })
  })
})
