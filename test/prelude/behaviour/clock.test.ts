import { expect, test } from 'vitest'
import { describeEveryEngine } from '../../engines/every-engine.js'
import { list, type Plain, plain, record } from '../../engines/plain.js'
import { startEngineForTest } from '../../engines/running.js'
import { describeTable, type Row } from '../../engines/table.js'

const NOW = 1_700_000_000
// Instants where calendars go wrong: the epoch, leap days, the ends of years and of 32 bits, week 53.
const INSTANTS = [
  0,
  951_827_696,
  1_709_210_096,
  NOW,
  1_735_689_599,
  1_735_689_600,
  2_147_483_647,
  4_107_542_400,
]
const CONVERSIONS = 'aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%'

// Of strftime, for what JavaScript can say by itself.
function isoText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

const rows: Row[] = [
  {
    name: 'os.time() stands still',
    source: 'return os.time(), os.time(), os.time(nil)',
    returns: [NOW, NOW, NOW],
  },
  {
    name: 'os.clock() advances by a millisecond a call',
    source: 'local t = {} for i = 1, 5 do t[i] = os.clock() end return t',
    returns: [list(0.001, 0.002, 0.003, 0.004, 0.005)],
  },
  {
    name: 'a loop that waits for os.clock ends',
    source:
      'local start, turns = os.clock(), 0 while os.clock() - start < 1 do turns = turns + 1 end return turns > 900',
    returns: [true],
  },
  {
    name: 'os.date() is the clock in UTC',
    source: 'return os.date(), os.date("!%c"), os.date("%Y-%m-%d %H:%M:%S"), os.date("plain text")',
    returns: ['Tue Nov 14 22:13:20 2023', 'Tue Nov 14 22:13:20 2023', isoText(NOW), 'plain text'],
  },
  {
    name: 'os.date("*t")',
    source: 'return os.date("*t"), os.date("!*t", 0)',
    returns: [
      record({
        year: 2023,
        month: 11,
        day: 14,
        hour: 22,
        min: 13,
        sec: 20,
        wday: 3,
        yday: 318,
        isdst: false,
      }),
      record({ year: 1970, month: 1, day: 1, hour: 0, min: 0, sec: 0, wday: 5, yday: 1, isdst: false }),
    ],
  },
  ...INSTANTS.map(
    (seconds): Row => ({
      name: `the instant ${seconds} there and back`,
      source: `local t = os.date("!*t", ${seconds}) return os.time(t), os.date("!%Y-%m-%d %H:%M:%S", ${seconds})`,
      returns: [seconds, isoText(seconds)],
    }),
  ),
  {
    name: 'every conversion of os.date, at every instant',
    source: `local out = {}
      for _, time in ipairs{${INSTANTS.join(',')}} do
        for letter in ("${CONVERSIONS}"):gmatch(".") do out[#out + 1] = os.date("!%" .. letter, time) end
      end
      return table.concat(out, "|")`,
    check: ([text]) => {
      const parts = (text as string).split('|')
      expect(parts).toHaveLength(INSTANTS.length * CONVERSIONS.length)
      expect(parts.slice(0, 8)).toEqual([
        'Thu',
        'Thursday',
        'Jan',
        'January',
        'Thu Jan  1 00:00:00 1970',
        '19',
        '01',
        '01/01/70',
      ])
    },
  },
  {
    name: 'os.time carries what is out of range',
    source: `return os.time{year = 2024, month = 14, day = 30, hour = 25, min = 61, sec = -1},
      os.time{year = 2023, month = 1, day = 1}, os.time{year = 2024, month = 3, day = 0, hour = 0}`,
    returns: [
      Date.UTC(2024, 13, 30, 25, 61, -1) / 1000,
      Date.UTC(2023, 0, 1, 12) / 1000,
      Date.UTC(2024, 2, 0) / 1000,
    ],
  },
  {
    name: 'os.time of half a date is an error',
    source: 'return pcall(os.time, {year = 2024})',
    check: ([ok, message]: Plain[]) => {
      expect(ok).toBe(false)
      expect(message).toContain("field 'day' missing in date table")
    },
  },
  { name: 'os.difftime', source: 'return os.difftime(10, 4)', returns: [6] },
  {
    name: 'os.getenv knows the configured names only',
    source: 'return os.getenv("SET"), os.getenv("PATH"), os.getenv("HOME")',
    returns: ['a value', null, null],
  },
  {
    name: 'os.setlocale knows C',
    source: 'return os.setlocale(), os.setlocale("de_DE")',
    returns: ['C', null],
  },
]

describeTable('the clock', rows, { time: NOW, env: { SET: 'a value' } })

describeEveryEngine('the clock with determinism switched off', (engine) => {
  test('is the real one', { timeout: 60_000 }, async () => {
    const { observe } = await startEngineForTest(engine, { determinism: { clock: false } })
    const { values } = await observe('return os.time(), os.clock(), os.date("%Y")')
    const [time, clock, year] = plain(values!)
    expect(Math.abs((time as number) - Date.now() / 1000)).toBeLessThan(600)
    expect(clock).toBeGreaterThanOrEqual(0)
    expect(Number(year)).toBeGreaterThanOrEqual(2024)
  })
})
