import { beforeAll, describe, expect, test } from 'vitest'
import type { Observation } from '../../../harness/observations/observation.js'
import { canonicalMessage } from '../../../harness/verdicts/messages.js'
import { ruleOf } from '../../../harness/verdicts/rules/catalogue.js'
import type { Rule, Vm } from '../../../harness/verdicts/rules/rule.js'
import { isInstalled } from '../../engines/every-engine.js'
import { startEngine } from '../../engines/running.js'
import { hasFastVm } from '../../fast-vm.js'
import { MESSAGES, type MessageRow } from '../message-rows.js'

const MS = 120_000
/** Short, as one row repeats a text until memory or time ends. */
const LIMITS = { timeoutMs: 20_000 }

/** Engines, and what speaks for them in a rule, the most particular first. */
const ENGINES: Readonly<Record<string, readonly Vm[]>> = {
  fast: ['luajit'],
  lua51: ['wasmoon51', 'lua51'],
  lua53: ['fengari', 'lua53'],
  lua54: ['wasmoon54', 'lua54'],
  'process:luajit': ['luajit'],
  'process:lua5.1': ['lua51'],
  'process:lua5.2': ['lua52'],
  'process:lua5.3': ['lua53'],
  'process:lua5.4': ['lua54'],
}
const INSTALLED = Object.keys(ENGINES).filter((name) =>
  name.startsWith('process:') ? isInstalled(name.slice('process:'.length)) : name !== 'fast' || hasFastVm,
)

/** What an engine came to, with its message in the words that all share. */
function ending({ outcome, values, error }: Observation): string {
  if (error) return `${error.kind}: ${canonicalMessage(error.message)}`
  return `${outcome}: ${values?.length ?? 0} values`
}

describe('every mistake on which VMs were seen to differ', () => {
  const endings = new Map<string, Map<string, string>>()

  beforeAll(async () => {
    for (const name of INSTALLED) {
      // Real clocks and random numbers: it is the VMs that are compared.
      const { engine, observe } = await startEngine(name, { determinism: { clock: false, random: false } })
      const seen = new Map<string, string>()
      for (const { code } of MESSAGES) {
        seen.set(code, ending(await observe({ source: code, limits: LIMITS })))
      }
      endings.set(name, seen)
      await engine.stop()
    }
  }, MS)

  const seen = (code: string): [string, string][] =>
    [...endings].map(([name, texts]) => [name, texts.get(code) ?? 'not run'])

  test('are made on several engines, one of which speaks for LuaJIT', () => {
    expect(endings.size).toBeGreaterThan(2)
    expect([...endings.keys()].some(speaksForLuajit)).toBe(true)
  })

  test.each(MESSAGES.filter(isTheSame))('$code is the $covered', ({ code }) => {
    expect(new Set(seen(code).map(([, text]) => text)).size).toBe(1)
  })

  test.each(MESSAGES.filter((row) => !isTheSame(row)))(
    '$code has its rules: $covered',
    ({ code, covered }) => {
      const rules = (covered as readonly string[]).map((id) => ruleOf(id))
      expect(rules).not.toContain(undefined)
      const [, expected] = seen(code).find(([name]) => speaksForLuajit(name))!
      const differing = seen(code).filter(
        ([, text]) => text !== expected && !/^(out-of-memory|timeout|memory)/.test(text),
      )
      expect(differing).not.toEqual([])
      for (const [name] of differing) {
        const said = rules.filter((rule) => shown(rule!, ENGINES[name]!) !== rule!.shows.luajit)
        expect([name, said.length]).not.toEqual([name, 0])
      }
    },
  )
})

function speaksForLuajit(engine: string): boolean {
  return ENGINES[engine]?.[0] === 'luajit'
}

function isTheSame({ covered }: MessageRow): boolean {
  return typeof covered === 'string'
}

function shown({ shows }: Rule, vms: readonly Vm[]): string | undefined {
  return vms.map((vm) => shows[vm]).find((text) => text !== undefined)
}
