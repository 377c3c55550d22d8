import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { underControl } from '../../harness/controls/control.js'
import { stillPart } from '../../harness/controls/still.js'
import type { Observation } from '../../harness/observations/observation.js'
import { describeDocker } from '../docker.js'
import { describeEveryEngine } from '../engines/every-engine.js'
import { plain } from '../engines/plain.js'
import { LIMITS, type Running, scriptCase, startEngine } from '../engines/running.js'

const SEED = 42
const TIME = 1_700_000_000

/** Shows what can be shown of objects, by every way there is; the same on all VMs. */
const ADDRESSES = `
  local first, second = {}, {}
  print(tostring(first), tostring(second), tostring(first), first, second)
  print(tostring(print):match('^%a+: 0x') or 'function: 0x', tostring(function() end):match('^%a+'))
  print(coroutine.create(function() end))
  print(setmetatable({}, { __tostring = function() return 'mine: 0x123' end }))
  local ok, text = pcall(string.format, '%s|%d|%6s', first, 3, 'x')
  print(ok and text or tostring(first) .. '|3|     x')
  ok, text = pcall(string.format, '%p', second)
  print(ok and text or tostring(second):match('0x.*'))
  return tostring(first) == tostring(first), tostring(first) ~= tostring(second)`

function still(source: string): ReturnType<typeof underControl> {
  return underControl({ ...scriptCase('still', { source }), seed: SEED }, [stillPart()], new Map())
}

const rulesOf = ({ notes }: Observation): string[] => [...new Set(notes.map(({ rule }) => rule))].sort()

describeEveryEngine('kept still', (engine) => {
  let running: Running
  let fixed: Running
  beforeAll(async () => {
    running = await startEngine(engine, { determinism: { clock: false, random: false }, time: TIME })
    fixed = await startEngine(engine, { time: TIME })
  })
  afterAll(async () => {
    await running.engine.stop()
    await fixed.engine.stop()
  })
  const run = (source: string): Promise<Observation> => running.engine.run(still(source), LIMITS)
  const given = async (source: string): Promise<unknown[]> => {
    const { values, error } = await run(source)
    expect(error, error?.message).toBeNull()
    return plain(values ?? [])
  }

  test('objects are numbered as they show their addresses', async () => {
    const observation = await run(ADDRESSES)
    expect(observation.error).toBeNull()
    expect(observation.output.bytes.toString()).toBe(
      [
        'table: 0x00000001\ttable: 0x00000002\ttable: 0x00000001\ttable: 0x00000001\ttable: 0x00000002',
        'function: 0x\tfunction',
        'thread: 0x00000005',
        'mine: 0x123',
        'table: 0x00000001|3|     x',
        '0x00000002',
        '',
      ].join('\n'),
    )
    expect(plain(observation.values!)).toEqual([true, true])
    expect(rulesOf(observation)).toEqual(['address'])
    expect(observation.notes[0]).toEqual({
      kind: 'rule',
      rule: 'address',
      file: 'test.lua',
      line: 3,
      what: 'tostring(table)',
      is: 'table: 0x...',
      instead: 'table: 0x00000001',
    })
  })

  test('the memory in use', async () => {
    const source = `if not pcall(collectgarbage, 'count') then return true, 1 end
      local list = {}
      local before, again = collectgarbage('count'), collectgarbage('count')
      for i = 1, 1000 do list[i] = {} end
      return before == collectgarbage('count'), select('#', collectgarbage('count'))`
    const observation = await run(source)
    const own = await running.observe(
      "return pcall(collectgarbage, 'count') and select('#', collectgarbage('count')) or 1",
    )
    expect(plain(observation.values!)).toEqual([true, plain(own.values!)[0]])
    if (engine !== 'lua53') expect(rulesOf(observation)).toEqual(['memory'])
  })

  const clock = `return os.time(), os.date('!%Y-%m-%d %H:%M:%S'), os.clock(), os.clock(), os.date('*t').year,
      os.time({ year = 2001, month = 2, day = 3, hour = 4 })`

  test('the clock, which is then as in a run with a fixed one', async () => {
    const observation = await run(clock)
    expect(plain(observation.values!)).toEqual(plain((await fixed.observe(clock)).values!))
    expect(plain(observation.values!)[0]).toBe(TIME)
    expect(rulesOf(observation)).toEqual(['clock'])
  })

  const random = `local list = {}
    for i = 1, 5 do list[i] = math.random(1000) end
    list[6] = math.random()
    math.randomseed(7)
    list[7] = math.random(3, 9999)
    return table.concat(list, ' ', 1, 5), list[6], list[7]`

  test('random numbers, which are then as in a run with fixed ones', async () => {
    const observation = await run(random)
    const expected = await fixed.engine.run(
      { ...scriptCase('fixed', { source: random }), seed: SEED },
      LIMITS,
    )
    expect(plain(observation.values!)).toEqual(plain(expected.values!))
    expect(rulesOf(observation)).toEqual(['random'])
  })

  test('nothing is noted, or done again, where clock and random numbers are fixed already', async () => {
    for (const source of [clock, random]) {
      const observation = await fixed.engine.run(still(source), LIMITS)
      const expected = await fixed.engine.run({ ...scriptCase('fixed', { source }), seed: SEED }, LIMITS)
      expect(plain(observation.values!)).toEqual(plain(expected.values!))
      expect(observation.notes).toEqual([])
    }
  })

  test('numbers, strings and the like have the texts that they had', async () => {
    const source =
      "return tostring(1), tostring('a: 0x1'), tostring(nil), ('%5.1f%%|%s'):format(2.25, 'x: 0x12'), #tostring(1/3)"
    expect(await given(source)).toEqual(plain((await running.observe(source)).values!))
    expect((await run(source)).notes).toEqual([])
  })

  // Without the control, each of these says what the engine itself does.
  test.each([
    'local x = tostring() return x',
    'error((select(2, pcall(tostring))))',
    'local x = string.format() return x',
    "local x = string.format('%d', {}) return x",
    "local x = string.format('%d %s', 1) return x",
    "local x = ('%y'):format(1) return x",
    'local x = tostring(setmetatable({}, { __tostring = function() return 1 == 1 end })) return x',
    "local x = tostring(setmetatable({}, { __tostring = function() error('mine') end })) return x",
    "local x = collectgarbage('none') return x",
    'return (collectgarbage())',
    'local x = select("#", print(1)) return x',
  ])('%s', async (source) => {
    const seen = ({ outcome, values, error }: Observation): unknown => ({
      outcome,
      values: values && plain(values),
      error: error && { message: error.message, line: error.line, file: error.file },
    })
    expect(seen(await run(source))).toEqual(seen(await running.observe(source)))
  })

  test.each([
    "return math.random('x')",
    'return math.random(1, {})',
    "return os.time('x')",
    "return os.date('%Y', {})",
  ])('%s, as with a fixed clock and random numbers', async (source) => {
    const [controlled, expected] = [await run(source), await fixed.observe(source)]
    expect(controlled.error?.message).toBe(expected.error!.message)
    expect(controlled.error?.line).toBe(expected.error!.line)
  })
})

describe('two runs', () => {
  describeDocker('on native', () => {
    test('show the same under the control, and not without it', async () => {
      const running = await startEngine('native')
      const trixie = await startEngine('native:release=trixie')
      try {
        const run = async (engine: Running): Promise<string> =>
          (await engine.engine.run(still(ADDRESSES), LIMITS)).output.bytes.toString()
        expect(await run(running)).toBe(await run(running))
        expect(await run(running)).toBe(await run(trixie))
        // Address space is laid out anew for a process, of which each server has one that forks.
        const plainly = async (engine: Running): Promise<string> =>
          (await engine.observe(ADDRESSES)).output.bytes.toString()
        expect(await plainly(running)).not.toBe(await plainly(trixie))
      } finally {
        await running.engine.stop()
        await trixie.engine.stop()
      }
    })
  })
})
