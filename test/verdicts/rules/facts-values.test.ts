import { beforeAll, describe, expect, test } from 'vitest'
import type { Case } from '../../../harness/cases/case.js'
import { underControl } from '../../../harness/controls/control.js'
import type { Observation } from '../../../harness/observations/observation.js'
import { RULES, ruleOf } from '../../../harness/verdicts/rules/catalogue.js'
import type { Vm } from '../../../harness/verdicts/rules/rule.js'
import { isInstalled } from '../../engines/every-engine.js'
import { LIMITS, scriptCase, startEngine } from '../../engines/running.js'
import { describeFastVm, hasFastVm } from '../../fast-vm.js'

/** Expressions whose values differ between VMs, and the rules that say so. */
const ROWS: readonly (readonly [expression: string, rules: readonly string[]])[] = [
  ['10/2', ['int-float-tostring']],
  ['1e15', ['integer-digits']],
  ['2^53', ['integer-digits']],
  ['-0', ['negative-zero']],
  ['0*-1', ['negative-zero']],
  ['0/0', ['nan-sign']],
  ['-(0/0)', ['nan-sign']],
  ['1/0', ['fengari-number-format']],
  ['1e14', ['integer-digits']],
  ['123456789012345', ['integer-digits', 'number-rounding-14-digits']],
  ['2^31', ['int-float-tostring']],
  ['2^63', ['integer-digits']],
  ['1e15+0.5', ['integer-digits']],
  ["string.format('%d',3.7)", ['format-d-fraction']],
  ["string.format('%d',-3.7)", ['format-d-fraction']],
  ["string.format('%d',2^40)", ['format-32-bits']],
  ["string.format('%d',2^63)", ['format-d-range']],
  ["string.format('%x',-1)", ['format-x-negative']],
  ["string.format('%5.1f',2.25)", ['format-rounding-half']],
  ["string.format('%.0f',0.5)", ['format-rounding-half']],
  ["string.format('%g',1e20)", ['fengari-number-format']],
  ["string.format('%.17g',0.1)", ['fengari-number-format']],
  ["string.format('%e',12345.678)", ['fengari-number-format']],
  ["string.format('%s',1e15)", ['integer-digits']],
  ["string.format('%a',1)", ['format-a']],
  ["tostring(3)..'|'..tostring(3.0)", ['int-float-tostring']],
  ['1e3', ['int-float-tostring']],
  ["10/2 ..''", ['int-float-tostring']],
  ["tonumber('1e1')", ['int-float-tostring']],
  ["tonumber('0x1p4')", ['int-float-tostring']],
  ["tonumber('inf')", ['tonumber-inf-nan']],
  ["tonumber('nan')", ['tonumber-inf-nan']],
  ['math.huge', ['fengari-number-format']],
  ['-math.huge', ['fengari-number-format']],
  ['math.sqrt(16)', ['int-float-tostring']],
  ['math.abs(-0.0)', ['int-float-tostring']],
  ['8%3.5', ['int-float-tostring']],
  ['5%math.huge', ['modulo-infinity', 'nan-sign']],
  ['-5%math.huge', ['modulo-infinity', 'nan-sign']],
  ['5%0', ['integer-modulo-zero', 'nan-sign']],
  ['1%0', ['integer-modulo-zero', 'nan-sign']],
  ['2^1024', ['fengari-number-format']],
  ['1e308*10', ['fengari-number-format']],
  ['0x7fffffff+1', ['fengari-32-bit-integers']],
  ['0xffffffff', ['fengari-32-bit-integers']],
  ['0xffffffffff', ['fengari-32-bit-integers']],
  ['9007199254740993', ['integer-precision', 'integer-digits']],
  ['1e16', ['integer-digits']],
  ['12345678901234567890', ['integer-digits']],
  ['#{1,2,3,nil,5}', ['length-of-holes']],
  ['#{1,nil,3}', ['length-of-holes']],
  ['#{nil,nil,3}', ['length-of-holes']],
  ["('x'):rep(3,',')", ['rep-separator']],
  ["os.date('!%Y-%m-%d',0)", ['os-date-utc']],
  ["os.date('!%c',0)", ['os-date-utc', 'os-date-c']],
  ["os.date('!%x %X %p',0)", ['os-date-utc']],
  ['math.type and math.type(1)', ['math-integer-functions']],
  ['tostring(1e15)', ['integer-digits']],
  ['tostring(-1e15)', ['integer-digits']],
  ['100*1.1', ['int-float-tostring']],
  ['1e-5', ['fengari-number-format']],
  ['5e-324', ['fengari-number-format']],
  ["('%+d % d'):format(5,5)", ['fengari-number-format']],
  ["('%#x'):format(255)", ['fengari-number-format']],
]

/** What speaks for an engine in a rule, the most particular first. */
const VMS: Record<string, readonly Vm[]> = {
  lua51: ['wasmoon51', 'lua51'],
  lua53: ['fengari', 'lua53'],
  lua54: ['wasmoon54', 'lua54'],
  'process:lua5.1': ['lua51'],
  'process:lua5.3': ['lua53'],
  'process:lua5.4': ['lua54'],
}

const reference = isInstalled('luajit') ? 'process:luajit' : 'fast'
const emulated = RULES.flatMap(({ finding }) => (finding.by === 'emulation' ? [finding] : []))
const onBoth = emulated.filter(({ both }) => both)

describeWithReference('values that differ between VMs', () => {
  let plain: readonly string[]
  let underBoth: readonly string[]
  beforeAll(async () => {
    const results = await textsOf(reference, [])
    plain = results.plain
    underBoth = (await textsOf(reference, onBoth)).controlled
  })

  for (const [engine, vms] of Object.entries(VMS)) {
    const executable = engine.startsWith('process:') ? engine.slice('process:'.length) : null
    describe.skipIf(executable !== null && !isInstalled(executable))(engine, () => {
      test('differs only where a rule of the row does, and not at all with the rules taken away', async () => {
        const { plain: own, controlled } = await textsOf(engine, emulated)
        const unexplained = ROWS.filter(
          ([, rules], row) => own[row] !== plain[row] && !rules.some((id) => differs(id, vms)),
        )
        expect(unexplained).toEqual([])
        expect(labelled(controlled)).toEqual(labelled(underBoth))
      })
    })
  }

  describeFastVm('fast', () => {
    test('gives what LuaJIT does', async () => {
      expect(labelled((await textsOf('fast', [])).plain)).toEqual(labelled(plain))
    })
  })
})

test('names rules that exist', () => {
  expect(ROWS.flatMap(([, rules]) => rules).filter((id) => !ruleOf(id))).toEqual([])
})

function describeWithReference(name: string, tests: () => void): void {
  describe.skipIf(reference === 'fast' && !hasFastVm)(name, tests)
}

function differs(id: string, vms: readonly Vm[]): boolean {
  const shows = ruleOf(id)!.shows
  return vms.map((vm) => shows[vm]).find((text) => text !== undefined) !== shows.luajit
}

function labelled(texts: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(ROWS.map(([expression], row) => [expression, texts[row]]))
}

/** The text of every expression on one engine, as it is and under control. */
async function textsOf(
  engine: string,
  parts: Parameters<typeof underControl>[1],
): Promise<{ plain: string[]; controlled: string[] }> {
  const running = await startEngine(engine, { determinism: { clock: false, random: false } })
  try {
    const run = async (testCase: Case) => texts(await running.engine.run(testCase, LIMITS))
    return { plain: await run(rowsCase()), controlled: await run(underControl(rowsCase(), parts, new Map())) }
  } finally {
    await running.engine.stop()
  }
}

function rowsCase(): Case {
  const rows = ROWS.map(([expression]) => `text(function() return ${expression} end)`)
  const source = `local function text(f)
  local ok, value = pcall(f)
  return tostring(ok) .. ' ' .. tostring(value)
end
return ${rows.join(',\n')}`
  return scriptCase('rows', { source })
}

function texts(observation: Observation): string[] {
  return observation.values!.map((value) =>
    value.kind === 'string' ? value.bytes.toString('latin1') : value.kind,
  )
}
