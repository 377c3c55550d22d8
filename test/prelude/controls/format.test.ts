import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { underControl } from '../../../harness/controls/control.js'
import { isInstalled } from '../../engines/every-engine.js'
import { LIMITS, type Running, scriptCase, startEngine } from '../../engines/running.js'
import { describeFastVm } from '../../fast-vm.js'

/** Conversions with flags, width and precision, and numbers that go through all branches of them. */
const CONVERSIONS = [
  '5d',
  '-6d',
  '05d',
  '+d',
  ' d',
  '.3d',
  '8.3d',
  '.0d',
  'i',
  'x',
  '#x',
  'X',
  '.4x',
  'o',
  '#o',
  'u',
]
const FLOATS = [
  'g',
  '.3g',
  '#.3g',
  'G',
  '.10g',
  'e',
  '.0e',
  'E',
  '+.2e',
  'f',
  '.0f',
  '#.0f',
  '08.2f',
  '-9.1f',
  '+.1f',
  '% f',
]
const WHOLE = ['0', '1', '-1', '255', '-255', '2147483647']
const NUMBERS = [
  ...WHOLE,
  '0.5',
  '-2.5',
  '2.25',
  '1.125',
  '0.1',
  '1e15',
  '1e22',
  '1e-10',
  '123456.789',
  '1/0',
  '-1/0',
  '0/0',
]

/** Every conversion of every number, done by the controls where the VM would do otherwise. */
const PART = {
  uses: ['format'],
  lua: `
    C.on_format_text('rule', 'diouxX', function(number, conversion) return C.integer_text(number, conversion) end)
    C.on_format_value('rule', 'eEfgG', function(number, conversion)
      if not C.has_32_bit_integers then return C.rounded_half_up(number, conversion) end
    end)
    C.on_format_text('rule', 'eEfgG', function(number, conversion)
      if C.has_32_bit_integers or number ~= number then return C.float_text(number, conversion) end
    end)`,
}

const SOURCE = `
local texts = {}
for _, conversion in ipairs({ ${CONVERSIONS.map((text) => `'${text}'`).join(', ')} }) do
  for _, number in ipairs({ ${WHOLE.join(', ')} }) do
    texts[#texts + 1] = string.format('%s %' .. conversion, conversion, number)
  end
end
for _, conversion in ipairs({ ${FLOATS.map((text) => `'${text}'`).join(', ')} }) do
  for _, number in ipairs({ ${NUMBERS.join(', ')} }) do
    texts[#texts + 1] = string.format('%s %' .. conversion:gsub('%%', ''), conversion, number)
  end
end
return table.concat(texts, '|')`

describeFastVm('string.format under control', () => {
  let expected: string[]
  beforeAll(async () => {
    const running = await startEngine('fast')
    expected = await formatted(running)
    await running.engine.stop()
  })

  for (const engine of ['lua51', 'lua53', 'lua54', 'process:lua5.1', 'process:lua5.2', 'process:lua5.3']) {
    const isThere = !engine.startsWith('process:') || isInstalled(engine.slice('process:'.length))
    describe.skipIf(!isThere)(engine, () => {
      let running: Running
      beforeAll(async () => {
        running = await startEngine(engine)
      })
      afterAll(() => running.engine.stop())

      test('formats every number as LuaJIT does', async () => {
        expect(await formatted(running)).toEqual(expected)
      })

      test('raises errors as the library itself does, counting arguments and naming the place', async () => {
        const source = `
local ok, message = pcall(function() local text = string.format('%d %5.1f', 1, {}) return text end)
local ok2, message2 = pcall(function() local text = ('%d'):format({}) return text end)
return message, message2`
        const values = await run(running, source)
        expect(values).toEqual([
          "test.lua:2: bad argument #3 to 'format' (number expected, got table)",
          "test.lua:3: bad argument #1 to 'format' (number expected, got table)",
        ])
      })
    })
  }
})

async function formatted(running: Running): Promise<string[]> {
  const [text] = await run(running, SOURCE)
  return text!.split('|')
}

async function run(running: Running, source: string): Promise<string[]> {
  const observation = await running.engine.run(
    underControl(scriptCase('formats', { source }), [PART], new Map()),
    LIMITS,
  )
  return observation.values!.map((value) =>
    value.kind === 'string' ? value.bytes.toString('latin1') : value.kind,
  )
}
