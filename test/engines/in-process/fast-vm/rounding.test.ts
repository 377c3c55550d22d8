import { expect, onTestFinished, test } from 'vitest'
import { FastEngine } from '../../../../harness/engines/fast.js'
import { WorkerPool } from '../../../../harness/engines/in-process/pool.js'
import { describeFastVm } from '../../../fast-vm.js'
import { list, plain } from '../../plain.js'
import { startEngine } from '../../running.js'

const SOURCE = `
  local t = {}
  for _, x in ipairs { 0.5, 1.5, 2.5, -0.5, 0.49999999999999994 } do t[#t + 1] = ('%.0f'):format(x) end
  t[#t + 1] = ('%.1f'):format(2.25)
  t[#t + 1] = tostring(123456789012345)
  return t`

const UP = list('1', '2', '3', '-1', '0', '2.3', '1.2345678901235e+14')
const EVEN = list('0', '2', '2', '-0', '0', '2.2', '1.2345678901234e+14')

async function rounded(rounding: string): Promise<unknown> {
  const engine = new FastEngine(
    ({ files }) => new WorkerPool({ files: files.files }, { size: 1, ready: 1, heapBytes: 64 * 2 ** 20 }),
  )
  const running = await startEngine('fast', { jobs: 1 }, engine)
  onTestFinished(() => engine.stop())
  engine.follow({ vm: 'LuaJIT', rounding })
  expect((await engine.fingerprint()).rounding).toBe(rounding === 'unheard of' ? 'half-up' : rounding)
  return plain((await running.observe(SOURCE)).values!)[0]
}

describeFastVm('numbers are rounded as the reference does it', () => {
  test('exact halves up, as bookworm does', async () => expect(await rounded('half-up')).toEqual(UP))
  test('exact halves to even, as later ones do', async () => expect(await rounded('half-even')).toEqual(EVEN))
  test('as bookworm where it is not known', async () => expect(await rounded('unheard of')).toEqual(UP))
})
