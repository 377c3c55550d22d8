import { meansEngine } from '../cases/engine-terms.js'
import type { Expectation } from '../cases/expectations.js'
import type { Config } from '../config/schema.js'
import { canonicalName, chosenEngines } from '../engines/chosen.js'
import { type Axes, axesOf, isNativeName } from '../engines/native/axes.js'
import type { Vm } from '../verdicts/rules/rule.js'

/** An engine of the configuration, and the Lua that it speaks where that is known without starting it. */
export interface ListedEngine {
  name: string
  axes: Axes | null
  vm: Vm | null
}

const VMS: Readonly<Record<string, Vm>> = { fast: 'luajit', lua51: 'lua51', lua53: 'lua53', lua54: 'lua54' }

const TITLES: Readonly<Record<Vm, string>> = {
  luajit: 'LuaJIT',
  fast: 'fast',
  lua51: 'Lua 5.1',
  lua52: 'Lua 5.2',
  lua53: 'Lua 5.3',
  lua54: 'Lua 5.4',
  fengari: 'fengari',
  wasmoon51: 'wasmoon 5.1',
  wasmoon54: 'wasmoon 5.4',
}

/** The engines that the configuration names, or all that are built in; the reference first. */
export function listedEngines(config: Config): ListedEngine[] {
  const defined = Array.isArray(config.engines) ? {} : (config.engines ?? {})
  const names = [...new Set(chosenEngines(config).names.map(canonicalName))]
  const engines = names.map((name): ListedEngine => {
    // Under whatever name, an executable or an image of one's own may hold any Lua.
    if (typeof defined[name] === 'object') return { name, axes: null, vm: null }
    if (isNativeName(name)) return { name, axes: axesOf(name), vm: 'luajit' }
    return { name, axes: null, vm: VMS[name] ?? null }
  })
  const reference = canonicalName(config.reference)
  return [
    ...engines.filter(({ name }) => name === reference),
    ...engines.filter(({ name }) => name !== reference),
  ]
}

/** Those that a script does not expect to do otherwise than the reference. */
export function meantAlike(
  engines: readonly ListedEngine[],
  expectations: readonly Expectation[],
): ListedEngine[] {
  return engines.filter((engine) =>
    expectations.every((expectation) => !expectation.engines.some((term) => meansEngine(term, engine))),
  )
}

/** Those of a known Lua that is none of these. */
export function lacking(engines: readonly ListedEngine[], having: readonly Vm[]): ListedEngine[] {
  return engines.filter(({ vm }) => vm !== null && !having.includes(vm))
}

/** "LuaJIT (native, fast) and Lua 5.1 (lua51)". */
export function dialects(engines: readonly ListedEngine[]): string {
  const byVm = new Map<Vm, string[]>()
  for (const { name, vm } of engines) if (vm !== null) byVm.set(vm, [...(byVm.get(vm) ?? []), name])
  const texts = [...byVm].map(([vm, names]) => `${TITLES[vm]} (${names.join(', ')})`)
  return texts.length <= 1 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`
}
