import { expect, onTestFinished, test } from 'vitest'
import { describeFastVm } from '../../../fast-vm.js'
import { list, plain } from '../../plain.js'
import { LIMITS, scriptCase, startEngine } from '../../running.js'

async function inOrders(source: string, orders: readonly number[]) {
  const { engine } = await startEngine('fast', { jobs: 1 })
  onTestFinished(() => engine.stop())
  const testCase = scriptCase('a', { source })
  const usual = await engine.run(testCase, LIMITS)
  const others = []
  for (const order of orders) others.push(await engine.runInOrder!(testCase, LIMITS, order, usual))
  return { usual, others }
}

const KEYS = `
  local function keys(t) local r = {} for k in pairs(t) do r[#r + 1] = k end return r end`

describeFastVm('the order of pairs', () => {
  test('is turned round by the first of the others, in tables of every making', async () => {
    const { usual, others } = await inOrders(
      `${KEYS}
      local grown = {} for i = 1, 6 do grown['k' .. i] = i end
      return keys { gold = 1, gems = 2, rope = 3, bread = 4 }, keys { a = 1, b = 2 }, keys(grown)`,
      [1, 2, 3],
    )
    for (const { values, iterates } of others) {
      expect(iterates).toBe(true)
      expect(plain(values!)).not.toEqual(plain(usual.values!))
    }
    const sets = (values: typeof usual.values) =>
      plain(values!).map((keys) => [...(keys as Map<number, string>).values()].sort())
    expect(sets(others[0]!.values)).toEqual(sets(usual.values))
    const [first, turned] = [usual, others[0]!].map(({ values }) => [
      ...(plain(values!)[1] as Map<number, string>).values(),
    ])
    expect(turned).toEqual([...first!].reverse())
  })

  test('of numbers and booleans is fixed', async () => {
    const source = `${KEYS} return keys { 5, 6, [1.5] = 1, [100] = 2, [-3] = 3, [true] = 4, [false] = 5 }`
    const { usual, others } = await inOrders(source, [1, 2])
    expect(usual.iterates).toBe(false)
    for (const other of others) expect(plain(other.values!)).toEqual(plain(usual.values!))
  })

  test('that makes no difference gives the very same observation', async () => {
    const sum = 'local s = 0 for _, v in pairs { a = 1, b = 2, c = 3 } do s = s + v end print(s) return s'
    const { usual, others } = await inOrders(sum, [1])
    expect(others[0]).toBe(usual)
  })

  test('is not asked for where nothing goes over keys in no fixed order', async () => {
    const { usual } = await inOrders(
      'for i, v in ipairs { 1, 2 } do print(i, v) end return { a = 1, b = 2 }',
      [],
    )
    expect(usual.iterates).toBe(false)
    expect(plain(usual.values!)).not.toEqual([list()])
  })
})
