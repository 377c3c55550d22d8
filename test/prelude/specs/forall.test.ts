import { expect, test } from 'vitest'
import { startEngineForTest } from '../../engines/running.js'
import { describeProperties, describeTexts, messageOf, observeProperties } from './forall-driver.js'

describeTexts('a property that does not hold', [
  {
    name: 'names the smallest list, and the error with its place',
    source: messageOf(`for_all(gen.list(gen.int()), function(list)
      local sum = 0
      for _, x in ipairs(list) do sum = sum + x end
      if sum >= 100 then error('the sum is ' .. sum) end
    end)`),
    text: [
      'test.lua:2: the property failed after 2 runs (and 15 shrinks)',
      'counterexample:',
      '  1: {100}',
      'failure:',
      '  test.lua:5: the sum is 100',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'names the smallest string',
    source: messageOf(`for_all(gen.string(), function(s) check(not s:find('z'), 'there is a z') end)`),
    text: [
      'test.lua:2: the property failed after 3 runs (and 5 shrinks)',
      'counterexample:',
      "  1: 'z'",
      'failure:',
      '  test.lua:2: there is a z',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'names every argument, and the function that returned false',
    source:
      messageOf(`for_all(gen.int(0, 1000), gen.boolean(), gen.nilable(gen.int()), function(n, yes, other)
      return n < 13 or not yes
    end)`),
    text: [
      'test.lua:2: the property failed after 3 runs (and 9 shrinks)',
      'counterexample:',
      '  1: 13',
      '  2: true',
      '  3: nil',
      'failure:',
      '  test.lua:2: the function returned false',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'shows records with their keys sorted',
    source:
      messageOf(`local unit = gen.record({ name = gen.string(), hp = gen.int(0, 500), alive = gen.boolean() })
    for_all(unit, function(u) check(u.hp <= 250 or u.name == '', 'too much') end)`),
    text: [
      'test.lua:3: the property failed after 8 runs (and 6 shrinks)',
      'counterexample:',
      "  1: {alive = false, hp = 251, name = 'a'}",
      'failure:',
      '  test.lua:3: too much',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'finds a list that is not sorted',
    source: messageOf(`for_all(gen.list(gen.int()), function(list)
      for i = 2, #list do check(list[i - 1] <= list[i], 'not sorted') end
    end)`),
    text: [
      'test.lua:2: the property failed after 3 runs (and 35 shrinks)',
      'counterexample:',
      '  1: {1, 0}',
      'failure:',
      '  test.lua:3: not sorted',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'is shown as generated when the test changes its arguments',
    source: messageOf(`for_all(gen.list(gen.int(), { min = 2 }), function(list)
      local first = table.remove(list, 1)
      list.seen = true
      return first < 5
    end)`),
    text: [
      'test.lua:2: the property failed after 1 run (and 5 shrinks)',
      'counterexample:',
      '  1: {5, 0}',
      'failure:',
      '  test.lua:2: the function returned false',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'shrinks through map, filter and bind',
    source: messageOf(`local even = gen.int(0, 10000):filter(function(n) return n % 2 == 0 end)
    local text = even:map(function(n) return { even = n } end)
    local pair = gen.int(1, 50):bind(function(n) return gen.tuple(n, gen.int(0, n)) end)
    for_all(text, pair, function(t, p) return t.even < 101 or p[2] < 7 end)`),
    text: [
      'test.lua:5: the property failed after 2 runs (and 8 shrinks)',
      'counterexample:',
      '  1: {even = 102}',
      '  2: {7, 7}',
      'failure:',
      '  test.lua:5: the function returned false',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'shrinks choices towards the first',
    source: messageOf(`local one = gen.one_of(gen.constant('a'), gen.int(5, 9), gen.string({ min = 1 }))
    for_all(one, gen.element({ 'red', 'green', 'blue' }), gen.frequency({ { 0, 'never' }, { 5, 1 }, { 1, 2 } }),
      function(x, colour, y) return x == 'a' or colour == 'red' or y == 1 end)`),
    text: [
      'test.lua:3: the property failed after 7 runs (and 2 shrinks)',
      'counterexample:',
      '  1: 5',
      "  2: 'green'",
      '  3: 2',
      'failure:',
      '  test.lua:4: the function returned false',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'keeps elements different and lists long enough',
    source:
      messageOf(`for_all(gen.list(gen.int(0, 9), { min = 3, unique = true }), gen.map(gen.char(), gen.int(), { min = 1 }),
      function(list, map) return false end)`),
    text: [
      'test.lua:2: the property failed after 1 run (and 5 shrinks)',
      'counterexample:',
      '  1: {0, 1, 2}',
      '  2: {a = 0}',
      'failure:',
      '  test.lua:3: the function returned false',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'shrinks numbers to whole ones, or to few bits',
    source: messageOf(
      `for_all(gen.number(0, 100), gen.number(-1000, 1000), function(x, y) return x < 3.3 or y % 1 == 0 or y > -2 end)`,
    ),
    text: [
      'test.lua:2: the property failed after 21 runs (and 12 shrinks)',
      'counterexample:',
      '  1: 4',
      '  2: -2.5',
      'failure:',
      '  test.lua:2: the function returned false',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'shows bytes and quotes',
    source:
      messageOf(`for_all(gen.constant("it's \\\\ \\n\\t\\0\\200"), gen.constant({ [1] = 1, [3] = 3, x = { y = {} }, ['a b'] = 0.1, [true] = 1e-7 }),
      function() return false end)`),
    text: [
      'test.lua:2: the property failed after 1 run (and 0 shrinks)',
      'counterexample:',
      "  1: 'it\\'s \\\\ \\n\\t\\000\\200'",
      "  2: {1, [3] = 3, ['a b'] = 0.1, x = {y = {}}, [true] = 1e-7}",
      'failure:',
      '  test.lua:3: the function returned false',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'does not take another kind of failure for the same one',
    source: messageOf(`for_all(gen.int(0, 1000), function(n)
      check(n < 700, 'too large')
      if n > 10 and n < 600 then error('another') end
    end)`),
    seed: 3,
    text: [
      'test.lua:2: the property failed after 3 runs (and 4 shrinks)',
      'counterexample:',
      '  1: 700',
      'failure:',
      '  test.lua:3: too large',
      'to replay: --seed 3, or seed = 3 in the options of for_all',
    ],
  },
  {
    name: 'says when it stopped looking for smaller ones',
    source: messageOf(
      `for_all(gen.int(1, 100000), { max_shrinks = 3, runs = 7 }, function(n) return n < 50 end)`,
    ),
    text: [
      'test.lua:2: the property failed after 2 runs (and 1 shrink)',
      'counterexample (max_shrinks reached, so there may be a smaller one):',
      '  1: 50001',
      'failure:',
      '  test.lua:2: the function returned false',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
  {
    name: 'meets the same numbers of math.random while it shrinks',
    source: messageOf(
      `for_all(gen.int(0, 1000), function(n) check(n < 10 or math.random(6) ~= 6, 'six') end)`,
    ),
    text: [
      'test.lua:2: the property failed after 3 runs (and 9 shrinks)',
      'counterexample:',
      '  1: 10',
      'failure:',
      '  test.lua:2: six',
      'to replay: --seed 42, or seed = 42 in the options of for_all',
    ],
  },
])

const SEEN = `local function seen(options)
  local list = {}
  for_all(gen.int(), gen.string(), options, function(n, s) list[#list + 1] = n .. s end)
  return table.concat(list, ' ')
end
local function in_test(...) TEST(...) return seen({}) end
`

describeProperties('the seed', (run) => {
  test('of the run is that of the options', async () => {
    const asked = `${SEEN} return seen({ seed = 7 })`
    const [values] = await run(asked)
    expect(await run(asked, 1)).toEqual([values])
    expect(await run(`${SEEN} return seen({})`, 7)).toEqual([values])
    expect(await run(`${SEEN} return seen({})`, 8)).not.toEqual([values])
  })

  test('means other values for each test and each property of a test', async () => {
    const [first, second, other] = await run(`${SEEN} local first = in_test('a', 'b')
      local second = seen({})
      return first, second, in_test('a', 'c')`)
    expect(new Set([first, second, other]).size).toBe(3)
  })

  test('means the same values for a test whatever else there is', async () => {
    const [alone] = await run(`${SEEN} return in_test('block', 'test')`)
    const [after] = await run(`${SEEN} in_test('block', 'new')\n\n\nreturn in_test('block', 'test')`)
    expect(after).toBe(alone)
  })

  test('leads to the same values and numbers of math.random whatever was drawn before', async () => {
    const source = (before: string) => `${before} local list = {}
      for_all(gen.int(), function(n) list[#list + 1] = n .. ' ' .. math.random(1000) end)
      return table.concat(list, ' ')`
    expect(await run(source('math.random()'))).toEqual(await run(source('')))
  })
})

describeProperties('for_all', (run) => {
  test('runs a property that holds as often as asked, small values first', async () => {
    const [calls, asked, short, long] = await run(`local calls, asked, lengths = 0, 0, {}
      for_all(gen.int(), function() calls = calls + 1 end)
      for_all(gen.int(), { runs = 7 }, function() asked = asked + 1 end)
      for_all(gen.list(1, { max = 100 }), { runs = 1000 }, function(list) lengths[#lengths + 1] = #list end)
      local short, long = 0, 0
      for i = 1, 1000 do
        if i <= 200 then short = short + lengths[i] elseif i > 800 then long = long + lengths[i] end
      end
      return calls, asked, short, long`)
    expect([calls, asked]).toEqual([100, 7])
    expect(short as number).toBeLessThan((long as number) / 2)
  })

  test('leaves out what assume turns down', async () => {
    const [calls, odd] = await run(`local calls, odd = 0, 0
      for_all(gen.int(), function(n)
        pcall(assume, n % 2 == 0)
        assume(n % 2 == 0)
        calls = calls + 1
        if n % 2 == 1 then odd = odd + 1 end
      end)
      return calls, odd`)
    expect([calls, odd]).toEqual([100, 0])
  })

  test('raises a failed assertion for one, an error for anything else', async () => {
    const kinds = await run(`local function kind(fn)
        local ok, value = pcall(for_all, gen.int(), fn)
        return is_failure(value) and 'assertion' or type(value)
      end
      return kind(function() check(false) end), kind(function() error('x') end), kind(function() return false end),
        kind(function() error({ code = 1 }) end), kind(function() local a = nil return a.x end)`)
    expect(kinds).toEqual(['assertion', 'string', 'string', 'string', 'string'])
  })

  test('shows an error value that is no text', async () => {
    const [message] = await run(messageOf(`for_all(gen.int(), function() error({ code = 1 }) end)`))
    expect(message).toContain('failure:\n  test.lua:2: the error value is {code = 1}\n')
  })

  test('may be used within another', async () => {
    const [calls, message] = await run(`local calls = 0
      for_all(gen.int(1, 3), { runs = 5 }, function(n)
        for_all(gen.list(n, { length = n }), { runs = 3 }, function(list) calls = calls + (#list == n and 1 or 0) end)
      end)
      local ok, message = pcall(for_all, gen.int(), function(n)
        for_all(gen.int(), function(m) return m < 10 end)
      end)
      return calls, message`)
    expect(calls).toBe(15)
    expect(message).toMatch(
      /counterexample:\n {2}1: 0\nfailure:\n {2}test.lua:6: the property .*\n {2}counterexample:\n {4}1: 10\n/,
    )
  })

  test('survives a test that replaces the library', async () => {
    const [message] =
      await run(`local keep = { string, table, math, pcall, xpcall, error, tostring, type, unpack, next }
      local property = function(n) return n < 10 end
      string.format, string.sub, string.gsub, table.concat, table.sort = nil, nil, nil, nil, nil
      math.floor, math.random, math.randomseed, xpcall, error, tostring, type, next = nil, nil, nil, nil, nil, nil, nil, nil
      local ok, message = pcall(for_all, gen.int(), property)
      return message`)
    expect(message).toContain('1: 10\n')
  })
})

describeTexts('what cannot be', [
  {
    name: 'bounds of gen.int the wrong way round',
    source: messageOf(`local g = gen.int(5, 1)`),
    text: ['test.lua:2: gen.int: lo 5 is above hi 1'],
  },
  {
    name: 'a bound that is no whole number',
    source: messageOf(`local g = gen.int(0.5)`),
    text: ['test.lua:2: gen.int: expected a whole number between -2^53 and 2^53, got 0.5'],
  },
  {
    name: 'a bound that is no number',
    source: messageOf(`local g = gen.number('1')`),
    text: ['test.lua:2: gen.number: expected a number, got a string'],
  },
  {
    name: 'an infinite bound',
    source: messageOf(`local g = gen.number(0, 1e308 * 10)`),
    text: ['test.lua:2: gen.number: a bound cannot be inf'],
  },
  {
    name: 'an option that there is not',
    source: messageOf(`local g = gen.string({ size = 3 })`),
    text: ["test.lua:2: gen.string: there is no option 'size', only alphabet, length, max, min"],
  },
  {
    name: 'lengths the wrong way round',
    source: messageOf(`local g = gen.list(gen.int(), { min = 3, max = 2 })`),
    text: ['test.lua:2: gen.list: min 3 is above max 2'],
  },
  {
    name: 'a length in two ways',
    source: messageOf(`local g = gen.list(gen.int(), { length = 3, max = 2 })`),
    text: ['test.lua:2: gen.list: length goes without min and max'],
  },
  {
    name: 'a table instead of a generator',
    source: messageOf(`local g = gen.list({ 1, 2 })`),
    text: [
      'test.lua:2: gen.list: expected a generator, got a table (gen.element picks from a list, gen.record makes records of generators)',
    ],
  },
  {
    name: 'a choice from nothing',
    source: messageOf(`local g = gen.element({})`),
    text: ['test.lua:2: gen.element: the list is empty'],
  },
  {
    name: 'a generator where a list is needed',
    source: messageOf(`local g = gen.element(gen.int())`),
    text: ['test.lua:2: gen.element: expected a list, got a generator'],
  },
  {
    name: 'weights that are none',
    source: messageOf(`local g = gen.frequency({ gen.int(), gen.string() })`),
    text: ['test.lua:2: gen.frequency: expected pairs of a whole weight and a generator'],
  },
  {
    name: 'fewer different values than asked for',
    source: messageOf(`for_all(gen.list(gen.boolean(), { min = 3, unique = true }), function() end)`),
    text: ['test.lua:2: gen.list: cannot find 3 values that differ'],
  },
  {
    name: 'a condition that nothing fits',
    source: messageOf(`for_all(gen.int():filter(function() return false end), function() end)`),
    text: ['test.lua:2: filter: 100 values in a row did not fit the condition; generate such values instead'],
  },
  {
    name: 'a bind that gives no generator',
    source: messageOf(`for_all(gen.int():bind(function() end), function() end)`),
    text: ['test.lua:2: bind: expected a generator, got nil'],
  },
  {
    name: 'assume that turns nearly everything down',
    source: messageOf(`for_all(gen.int(), { runs = 5 }, function(n) assume(false) end)`),
    text: [
      'test.lua:2: for_all gave up: assume turned down all but 0 of 50 values; generate such values instead (seed 42)',
    ],
  },
  {
    name: 'assume outside of a property',
    source: messageOf(`assume(true)`),
    text: ['test.lua:2: assume: only inside of for_all or for_each'],
  },
  {
    name: 'a property without a function',
    source: messageOf(`for_all(gen.int())`),
    text: ['test.lua:2: for_all: expected a function, got a generator'],
  },
  {
    name: 'a property without generators',
    source: messageOf(`for_all(function() end)`),
    text: ['test.lua:2: for_all: expected generators, got none'],
  },
  {
    name: 'no runs',
    source: messageOf(`for_all(gen.int(), { runs = 0 }, function() end)`),
    text: ['test.lua:2: for_all: runs must be a whole number of at least 1, got 0'],
  },
])

describeProperties('the end of a case', (_, engine) => {
  const ends = [
    ['exit', 'os.exit(3)', 'os.exit(3) was called: the host process would end here'],
    ['exit', 'pcall(os.exit, 3)', 'os.exit(3) was called: the host process would end here'],
    ['unsupported', `io.popen('ls')`, undefined],
  ] as const

  test.each(ends)('%s by %s is none of the property', async (kind, statement, message) => {
    const running = await startEngineForTest(engine)
    const source = `local calls = 0 for_all(gen.int(), function(n) calls = calls + 1 print(calls) ${statement} end)`
    const { error, output } = await observeProperties(running, source)
    expect(error?.kind).toBe(kind)
    if (message) expect(error?.message).toBe(message)
    expect(error?.message).not.toContain('property')
    expect(output.bytes.toString()).toBe('1\n')
  })

  test('an error has the place of the call of for_all', async () => {
    const running = await startEngineForTest(engine)
    const { error } = await observeProperties(running, '\n\nfor_all(gen.int(), function(n)\nerror({}) end)\n')
    expect({ file: error?.file, line: error?.line }).toEqual({ file: 'test.lua', line: 3 })
    expect(error?.message).toMatch(/^the property failed after 1 run /)
  })
})
