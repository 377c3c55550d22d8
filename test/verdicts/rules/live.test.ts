import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Case } from '../../../harness/cases/case.js'
import { underControl } from '../../../harness/controls/control.js'
import { RULES } from '../../../harness/verdicts/rules/catalogue.js'
import {
  exampleCase,
  exampleResult,
  profileCase,
  profileOf,
} from '../../../harness/verdicts/rules/profile.js'
import type { Rule, Vm } from '../../../harness/verdicts/rules/rule.js'
import { describeDocker } from '../../docker.js'
import { isInstalled } from '../../engines/every-engine.js'
import { LIMITS, type Running, startEngine } from '../../engines/running.js'
import { describeFastVm } from '../../fast-vm.js'

/** What speaks for an engine in a rule, the most particular first. */
const VMS: Record<string, readonly Vm[]> = {
  fast: ['fast', 'luajit'],
  native: ['luajit'],
  'process:luajit': ['luajit'],
  lua51: ['wasmoon51', 'lua51'],
  lua53: ['fengari', 'lua53'],
  lua54: ['wasmoon54', 'lua54'],
  'process:lua5.1': ['lua51'],
  'process:lua5.2': ['lua52'],
  'process:lua5.3': ['lua53'],
  'process:lua5.4': ['lua54'],
}

for (const engine of Object.keys(VMS)) {
  const executable = engine.startsWith('process:') ? engine.slice('process:'.length) : null
  if (engine === 'native') describeDocker(engine, () => examples(engine))
  else if (engine === 'fast') describeFastVm(engine, () => examples(engine))
  else if (executable === null || isInstalled(executable)) describe(engine, () => examples(engine))
  else describe.skip(`${engine} [skipped: ${executable} is not installed]`, () => examples(engine))
}

/** What the manuals and facts say of each rule, held against the engine itself. */
function examples(engine: string): void {
  let running: Running
  // Clock and random numbers as each VM has them, since rules speak of these, too.
  beforeAll(async () => {
    running = await startEngine(engine, { determinism: { clock: false, random: false } })
  })
  afterAll(() => running.engine.stop())

  const said = RULES.flatMap((rule) => {
    const text = shown(rule, engine)
    return text === undefined ? [] : [{ rule, text, id: rule.id }]
  })

  test('every example gives what its rule says', async () => {
    const profile = profileOf(await running.engine.run(profileCase(RULES, 1), LIMITS))
    const seen = Object.fromEntries(said.map(({ id }) => [id, profile.get(id)]))
    expect(seen).toEqual(Object.fromEntries(said.map(({ id, text }) => [id, text])))
  })

  const emulated = said.filter(
    ({ rule, text }) => rule.finding.by === 'emulation' && !rule.finding.both && text !== rule.shows.luajit,
  )
  test.each(emulated)(
    '$id: with the difference taken away, the example gives what LuaJIT does',
    async ({ rule }) => {
      const observation = await running.engine.run(emulating(rule), LIMITS)
      expect(exampleResult(observation)).toBe(rule.shows.luajit)
      expect(observation.notes.map((note) => note.rule)).toContain(rule.id)
    },
  )
}

function emulating(rule: Rule): Case {
  if (rule.finding.by !== 'emulation') throw new Error(`${rule.id} is not found by emulation`)
  return underControl(exampleCase(rule, 1), [rule.finding], new Map())
}

function shown(rule: Rule, engine: string): string | undefined {
  return VMS[engine]!.map((vm) => rule.shows[vm]).find((text) => text !== undefined)
}
