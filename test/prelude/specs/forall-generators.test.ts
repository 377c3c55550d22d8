import { expect, test } from 'vitest'
import type { PlainTable } from '../../engines/plain.js'
import { describeProperties, describeTexts } from './forall-driver.js'

const show = (expression: string): string => `return PARTS.forall_text.of(${expression})`

describeTexts('generated values', [
  {
    name: 'known answer of the generator of random numbers',
    source: `local word = PARTS.forall_random.from_state(12345.0, 12345.0, 12345.0, 12345.0, 12345.0, 12345.0)
    local m = 4294967088.0 / 1e10
    local function digits(x) return PARTS.forall_text.of(x - x % 1) end
    return digits(word() / m) .. ' ' .. digits(word() / m) .. ' ' .. digits(word() / m)`,
    text: ['1270111220 3185275653 3091860155'],
  },
  {
    name: 'gen.int',
    source: show('gen.sample(gen.int(), 30)'),
    text: [
      '{0, 1, -1, -1000000, 1000000, -90, -709486, 1, -47, -120806, 277713, 269199, 29, 3114, 518068, 833111, -533551, 744260, -162039, -914071, -7, 820152, 369695, 442985, -74, -601114, -942894, -703398, 707525, -707750}',
    ],
  },
  {
    name: 'gen.int of a die',
    source: show('gen.sample(gen.int(1, 6), 30)'),
    text: ['{1, 6, 1, 1, 1, 2, 3, 4, 4, 4, 4, 5, 6, 2, 6, 3, 1, 3, 6, 5, 5, 1, 2, 1, 1, 6, 1, 4, 6, 5}'],
  },
  {
    name: 'gen.int of the largest range',
    source: show('gen.sample(gen.int(-2^53, 2^53), 8)'),
    text: ['{0, 1, -1, -9007199254740992, 9007199254740992, -90, -6390478577782924, 1}'],
  },
  {
    name: 'gen.number',
    source: show('gen.sample(gen.number(), 20)'),
    text: [
      '{0, 1, -1, -1000000, 1000000, 0.5, -0.5, -0.8916863507395683, -0.9646668863630115, -0.4665231705549071, 850634.1819571368, 709217.2743784424, 0.2845887358610897, 851844.8374648413, -298956.10416997946, -533551.2067371281, -742688.8602835771, 832492, -0.06831681626883812, 256658.71932196035}',
    ],
  },
  {
    name: 'gen.number of small and large ones',
    source: show('gen.sample(gen.one_of(gen.number(0, 1e-6), gen.number(-1e300, 1e300)), 12)'),
    text: [
      '{0, 0.000001, -1, 4.837287984869709e-7, 0, 8.447909782964931e-7, 1.324615433417814e-7, 0.11995459980235679, 4.910434877488187e299, 0, 0, 6.387357823685243e299}',
    ],
  },
  {
    name: 'gen.string',
    source: show('gen.sample(gen.string(), 8)'),
    text: ["{'', '_', 'yfP|nbDJfz^GP]L8@=8t', 'Q|V]1*4', 'tWw$6>mUNM]e', 'S', '\\\\76#}K&Uwmp-', 'DcsIo7'}"],
  },
  {
    name: 'gen.string of an alphabet',
    source: show(`gen.sample(gen.string({ alphabet = 'ab', min = 1, max = 4 }), 8)`),
    text: ["{'b', 'aa', 'abaa', 'aa', 'ab', 'bbb', 'b', 'bbbb'}"],
  },
  {
    name: 'gen.bytes',
    source: show('gen.sample(gen.bytes({ length = 9 }), 4)'),
    text: [
      "{'\\242$n\\017\\250Le<\\000', '\\237]\\017\\236\\006\\163\\228\\218\\162', '\\164\\019\\250\\128\\237\\144\\194\\153_', '\\1317\\179\\156\\223G\\030\\012\\008'}",
    ],
  },
  {
    name: 'gen.char, gen.boolean, gen.element',
    source: show(`gen.sample(gen.tuple(gen.char(), gen.boolean(), gen.element({ 'x', 'y' })), 5)`),
    text: ["{{'_', false, 'x'}, {'P', true, 'x'}, {'b', false, 'x'}, {'f', false, 'y'}, {'G', false, 'y'}}"],
  },
  {
    name: 'gen.list',
    source: show('gen.sample(gen.list(gen.int(0, 9)), 8)'),
    text: [
      '{{}, {0}, {1, 0, 2, 4, 6, 6, 6, 5, 7, 9, 2, 8, 4, 0, 4, 9, 6, 7, 1, 1}, {0, 6, 3}, {5, 9}, {}, {0, 8, 8, 0, 2, 1, 3, 3, 5, 9}, {4, 2, 8, 1, 0, 7, 2, 2}}',
    ],
  },
  {
    name: 'gen.record and gen.nilable',
    source: show(`gen.sample(gen.record({ hp = gen.int(), tag = gen.nilable('elite') }), 6)`),
    text: [
      "{{hp = 0, tag = 'elite'}, {hp = 1}, {hp = -1, tag = 'elite'}, {hp = -1000000}, {hp = 1000000, tag = 'elite'}, {hp = -320007, tag = 'elite'}}",
    ],
  },
  {
    name: 'gen.map',
    source: show('gen.sample(gen.map(gen.int(1, 9), gen.boolean(), { max = 3 }), 6)'),
    text: [
      '{{}, {false}, {false, [3] = true, [9] = false}, {[2] = false, [7] = true, [9] = true}, {[2] = false, [3] = true, [9] = false}, {}}',
    ],
  },
  {
    name: 'gen.frequency and gen.sized',
    source: show(
      `gen.sample(gen.frequency({ { 3, 'often' }, { 1, gen.sized(function(size) return size end) } }), 8)`,
    ),
    text: ["{13, 'often', 38, 'often', 'often', 'often', 'often', 100}"],
  },
  {
    name: 'map, such_that and chain',
    source: show(
      `gen.sample(gen.int(1, 9):such_that(function(n) return n ~= 5 end):chain(function(n) return gen.tuple(n, gen.int(1, n)) end):map(function(p) return p[1] .. '/' .. p[2] end), 8)`,
    ),
    text: ["{'1/1', '9/1', '1/1', '3/3', '1/1', '9/6', '8/5', '6/5'}"],
  },
])

const isModern = (engine: string): boolean => /lua5\.?[34]/.test(engine)

describeProperties('values', (run, engine) => {
  test('are integers or floats where there are two kinds', async () => {
    if (!isModern(engine)) {
      expect(await run('return gen.sample(gen.int(3, 3), 1)[1], gen.sample(gen.number(3, 3), 1)[1]')).toEqual(
        [3, 3],
      )
      return
    }
    const kinds =
      await run(`return math.type(gen.sample(gen.int(3, 3), 1)[1]), math.type(gen.sample(gen.number(3, 3), 1)[1]),
      math.type(gen.sample(gen.sized(function(size) return size end), 1)[1])`)
    expect(kinds).toEqual(['integer', 'float', 'integer'])
  })

  test('of gen.int are in their range, the edges first, small ones often, all of them at last', async () => {
    const [edges, counts, small] = await run(`local edges, counts, small = {}, {}, 0
      for i, n in ipairs(gen.sample(gen.int(-20, 30), 3000)) do
        if i <= 5 then edges[i] = n end
        counts[n] = (counts[n] or 0) + 1
      end
      for _, n in ipairs(gen.sample(gen.int(), 1000)) do if n >= -100 and n <= 100 then small = small + 1 end end
      return edges, counts, small`)
    expect([...(edges as PlainTable).values()]).toEqual([0, 1, -1, -20, 30])
    const values = [...(counts as PlainTable).keys()] as number[]
    expect(values.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 51 }, (_, i) => i - 20))
    // 3000 draws, one in ten an edge: 53 of each other number on average, give or take 5 standard deviations
    for (const [value, count] of counts as Map<number, number>) {
      if (![0, 1, -1, -20, 30].includes(value)) expect(Math.abs(count - 53)).toBeLessThan(37)
    }
    expect(small as number).toBeGreaterThan(250)
    expect(small as number).toBeLessThan(550)
  })

  test('of every argument begin with all edges, alike and then in different orders', async () => {
    const [first, second] = await run(`local first, second = {}, {}
      for_all(gen.int(-9, 9), gen.int(-9, 9), { runs = 10 }, function(a, b)
        first[#first + 1], second[#second + 1] = a, b
      end)
      return first, second`)
    const [a, b] = [first, second].map((table) => [...(table as PlainTable).values()])
    expect(a).toEqual([0, 1, -1, -9, 9, 0, 1, -1, -9, 9])
    expect(b).toEqual([0, 1, -1, -9, 9, 1, -1, -9, 9, 0])
  })

  test('of strings have every character, also those that are none', async () => {
    const [printable, bytes] = await run(`local printable, bytes = {}, {}
      for_all(gen.string({ length = 100 }), gen.bytes({ length = 100 }), function(s, t)
        for i = 1, 100 do printable[s:byte(i)], bytes[t:byte(i)] = true, true end
      end)
      return printable, bytes`)
    expect(([...(printable as PlainTable).keys()] as number[]).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 95 }, (_, i) => 32 + i),
    )
    expect((bytes as PlainTable).size).toBe(256)
  })

  test('of lists have lengths from the least to the greatest', async () => {
    const [lengths] = await run(`local lengths = {}
      for _, list in ipairs(gen.sample(gen.list(gen.boolean(), { min = 2, max = 6 }), 300)) do
        lengths[#list] = (lengths[#list] or 0) + 1
      end
      return lengths`)
    expect([...(lengths as PlainTable).keys()].toSorted()).toEqual([2, 3, 4, 5, 6])
  })

  test('are chosen as often as they weigh, nil once in four times', async () => {
    const [heavy, nils] = await run(`local heavy, nils = 0, 0
      local pair = gen.tuple(gen.frequency({ { 9, 'a' }, { 1, 'b' } }), gen.nilable(1))
      for _, values in ipairs(gen.sample(pair, 1000)) do
        if values[1] == 'a' then heavy = heavy + 1 end
        if values[2] == nil then nils = nils + 1 end
      end
      return heavy, nils`)
    expect(Math.abs((heavy as number) - 900)).toBeLessThan(50)
    expect(Math.abs((nils as number) - 250)).toBeLessThan(70)
  })

  test('are made anew for each call', async () => {
    const [longest] = await run(`local longest, shared = 0, gen.list(gen.int(), { length = 2 })
      for_all(gen.one_of(shared, shared), function(list)
        if #list > longest then longest = #list end
        list[3] = 1
      end)
      return longest`)
    expect(longest).toBe(2)
  })

  test('are found by require, too', async () => {
    const same = await run(`return require('luaparity.gen') == gen, require('luaparity.for_all') == for_all,
      require('luaparity.for_each') == for_each, require('luaparity.each') == each, require('luaparity.assume') == assume`)
    expect(same).toEqual([true, true, true, true, true])
  })
})

describeTexts('numbers as text', [
  {
    name: 'the digest of many',
    source: `local list = gen.sample(gen.one_of(gen.number(-1e9, 1e9), gen.number(-1e-9, 1e-9), gen.number(-1e200, 1e200)), 1000)
    local texts = {}
    for i, x in ipairs(list) do texts[i] = PARTS.forall_text.of(x) end
    return PARTS.forall_text.of((PARTS.forall_random.digest(table.concat(texts, ' '))))`,
    text: ['1219405027'],
  },
  {
    name: 'the shortest that reads back',
    source: show(
      '{ 0.1, 1/3, 1e15, 2^53, 1e21, 1e22, 1e-5, 1.5e-7, -2.5, 123456.789, 5e-324, 1.7976931348623157e308, 0/0, -1/0 }',
    ),
    text: [
      '{0.1, 0.3333333333333333, 1000000000000000, 9007199254740992, 1e21, 1e22, 0.00001, 1.5e-7, -2.5, 123456.789, 5e-324, 1.7976931348623157e308, nan, -inf}',
    ],
  },
])

describeProperties('every text of a number', (run) => {
  test('reads back as the number', async () => {
    const [wrong] = await run(`local wrong = 0
      for_all(gen.number(-1e9, 1e9), gen.number(-1e-9, 1e-9), gen.number(-1e200, 1e200), { runs = 200 }, function(...)
        for i = 1, 3 do
          local x = select(i, ...)
          if tonumber(PARTS.forall_text.of(x)) ~= x then wrong = wrong + 1 end
        end
      end)
      return wrong`)
    expect(wrong).toBe(0)
  })
})
