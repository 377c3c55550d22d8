import { isDeepStrictEqual } from 'node:util'
import { compareFacts, type FactInfo, factInfo } from './facts.js'
import type { Side } from './side.js'

/** One fact in which two engines differ. */
export type FactDifference = FactInfo & { fact: string } & (
    | { kind: 'changed'; a: unknown; b: unknown }
    /** Lists are sets: what only one of them has. */
    | { kind: 'items'; onlyA: string[]; onlyB: string[] }
    /** The same items in another order, which may mean something. */
    | { kind: 'order'; a: unknown; b: unknown }
    | { kind: 'only-a'; a: unknown }
    | { kind: 'only-b'; b: unknown }
  )

export interface Comparison {
  /** What matters first, then by group, then by name. */
  differences: FactDifference[]
  /** Names of the facts that are the same. */
  equal: string[]
}

/** Whether nothing differs that is likely to matter. */
export function isParity({ differences }: Comparison): boolean {
  return !differences.some(({ matters }) => matters)
}

/** Compares what two engines are: their axes, where both have some, and every fact of their fingerprints. */
export function compareEngines(a: Side, b: Side): Comparison {
  const [factsA, factsB] = [factsOf(a, b.axes !== null), factsOf(b, a.axes !== null)]
  const names = [...new Set([...factsA.keys(), ...factsB.keys()])].sort()
  const differences: FactDifference[] = []
  const equal: string[] = []
  for (const fact of names) {
    const difference = differenceOf(fact, factsA, factsB)
    if (difference) differences.push(difference)
    else equal.push(fact)
  }
  return { differences: differences.sort(byWeight), equal }
}

function factsOf({ kind, axes, facts }: Side, withAxes: boolean): Map<string, unknown> {
  const all = new Map<string, unknown>([['kind', kind]])
  flatten('', facts, all)
  if (withAxes && axes) flatten('axes.', axes, all)
  return all
}

// A fact that holds facts of its own is several: `limits.stack`.
function flatten(prefix: string, facts: object, into: Map<string, unknown>): void {
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      flatten(`${prefix}${name}.`, value, into)
    } else into.set(`${prefix}${name}`, value)
  }
}

function differenceOf(
  fact: string,
  factsA: ReadonlyMap<string, unknown>,
  factsB: ReadonlyMap<string, unknown>,
): FactDifference | null {
  const [a, b] = [factsA.get(fact), factsB.get(fact)]
  const base = { fact, ...factInfo(fact) }
  if (!factsB.has(fact)) return { ...base, kind: 'only-a', a }
  if (!factsA.has(fact)) return { ...base, kind: 'only-b', b }
  // A number in a saved file may have been a text when it was found out.
  if (isDeepStrictEqual(a, b) || (isScalar(a) && isScalar(b) && String(a) === String(b))) return null
  if (!Array.isArray(a) || !Array.isArray(b)) return { ...base, kind: 'changed', a, b }
  const [onlyA, onlyB] = [without(a, b), without(b, a)]
  if (onlyA.length > 0 || onlyB.length > 0) return { ...base, kind: 'items', onlyA, onlyB }
  // Processors name their features in the order they please; of other lists nothing is known.
  return { ...base, kind: 'order', matters: false, a, b }
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object'
}

function without(items: readonly unknown[], others: readonly unknown[]): string[] {
  const known = new Set(others.map(factText))
  return [...new Set(items.map(factText))].filter((item) => !known.has(item))
}

/** A fact as a person reads it. */
export function factText(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.map(factText).join(' ') : 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value === '') return '""'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function byWeight(a: FactDifference, b: FactDifference): number {
  if (a.matters !== b.matters) return a.matters ? -1 : 1
  return compareFacts(a.fact, b.fact)
}
