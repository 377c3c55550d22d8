import { expect } from 'vitest'
import type { PlainTable } from '../../engines/plain.js'
import { describeTable, type Row } from '../../engines/table.js'

const NUMBERS = 100

// What LuaJIT 2.1 itself gives; the other VMs have its generator in Lua.
const FIRST_OF_SEED: Record<string, number> = {
  0: 0.79420629243124097,
  1: 0.3238105623786367,
  42: 0.95607928791821051,
}

const SEEDS = ['0', '1', '42', '123456789', '2^31', '2^53', '-7', '0.5', '1e300', '1/0', '"17"']
// Bounds that fit 32-bit integers, as fengari has no others.
const FORMS = [
  '',
  '1',
  '2',
  '6',
  '1000000',
  '2^31 - 1',
  '0, 1',
  '5, 7',
  '-10, 10',
  '3, 3',
  '0, 2^30',
  '1.5, 9.5',
]

const seeds: Row[] = SEEDS.map((seed) => ({
  name: `the first ${NUMBERS} numbers of the seed ${seed}`,
  source: `math.randomseed(${seed}) local t = {} for i = 1, ${NUMBERS} do t[i] = math.random() end return t`,
  check: ([numbers]) => {
    const values = [...(numbers as PlainTable).values()] as number[]
    expect(values).toHaveLength(NUMBERS)
    expect(values.filter((value) => value < 0 || value >= 1)).toEqual([])
    expect(new Set(values).size).toBeGreaterThan(NUMBERS - 3)
    if (FIRST_OF_SEED[seed] !== undefined) expect(values[0]).toBe(FIRST_OF_SEED[seed])
  },
}))

const forms: Row[] = FORMS.map((form) => ({
  name: `math.random(${form})`,
  source: `math.randomseed(99) local t = {} for i = 1, ${NUMBERS} do t[i] = math.random(${form}) end return t`,
  check: ([numbers]) => expect((numbers as PlainTable).size).toBe(NUMBERS),
}))

const ofTheCase: Row[] = [
  ...[0, 1, 42].map((seed) => ({
    name: `a case's own seed ${seed} is that of math.randomseed`,
    seed,
    source: 'return math.random()',
    returns: [FIRST_OF_SEED[seed]!],
  })),
  {
    name: 'integers and fractions in turn, known values',
    source:
      'return math.random(), math.random(), math.random(), math.random(10), math.random(5, 7), math.random(0)',
    returns: [0.3238105623786367, 0.013613396334358319, 0.91272211102583189, 3, 5, 1],
  },
  {
    name: 'the generator is shared by coroutines',
    source:
      'local a = math.random() local b = coroutine.wrap(function() return math.random() end)() return a, b',
    returns: [0.3238105623786367, 0.013613396334358319],
  },
  {
    name: 'a wrong argument',
    source: 'local x = math.random({}) return x',
    error: () => ({ message: "bad argument #1 to 'random' (number expected, got table)", line: 1 }),
  },
]

describeTable('math.randomseed', seeds)
describeTable('the forms of math.random', forms)
describeTable('the seed of a case', ofTheCase)
describeTable(
  'math.random with determinism switched off',
  [
    {
      name: "is the VM's own",
      source: 'local x = math.random() return x >= 0 and x < 1, math.random(3) <= 3',
      returns: [true, true],
    },
  ],
  { determinism: { random: false } },
)
