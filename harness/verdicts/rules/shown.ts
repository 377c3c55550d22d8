import type { Rule, Vm } from './rule.js'

/** What the VMs are called for a person, in the order in which they are shown. */
const TITLES: readonly (readonly [Vm, string])[] = [
  ['luajit', 'LuaJIT'],
  ['lua51', '5.1'],
  ['lua52', '5.2'],
  ['lua53', '5.3'],
  ['lua54', '5.4'],
  ['fast', 'fast'],
  ['fengari', 'fengari'],
  ['wasmoon51', 'wasmoon51'],
  ['wasmoon54', 'wasmoon54'],
]

/** VMs whose example gives the same, with the text that it gives: LuaJIT's group first. */
export interface Group {
  vms: string[]
  text: string
}

/** What the example of a rule gives, by what it gives. */
export function groupsOf({ shows }: Rule): Group[] {
  const groups = new Map<string, string[]>()
  for (const [vm, title] of TITLES) {
    const text = shows[vm]
    if (text !== undefined) groups.set(text, [...(groups.get(text) ?? []), title])
  }
  return [...groups].map(([text, vms]) => ({ text, vms }))
}

/** The VMs that do otherwise than each other in half a line: `LuaJIT 5.1 | 5.3 5.4`. */
export function dividedVms(rule: Rule): string {
  return groupsOf(rule)
    .map(({ vms }) => vms.join(' '))
    .join(' | ')
}
