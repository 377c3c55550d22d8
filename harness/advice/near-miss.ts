import type { Scope } from './names.js'

/** The shortest names in which a slip can be told from another word. */
const SHORTEST = 4
/** From this length on two slips are taken for one word mistyped. */
const LONG = 7

/** The local variable in sight whose name was most likely meant, the nearest declared of equals; null for none. */
export function nearMiss(name: string, scope: Scope | null): string | null {
  let best: { name: string; slips: number } | null = null
  for (let at = scope; at !== null; at = at.up) {
    const candidate = at.local.name
    const slips = slipsBetween(name, candidate)
    if (slips > 0 && slips <= allowed(name, candidate) && (best === null || slips < best.slips))
      best = { name: candidate, slips }
  }
  return best?.name ?? null
}

function allowed(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  // Names that are told apart by their numbers are meant to be.
  if (length < SHORTEST || a.replace(/\d/g, '') === b.replace(/\d/g, '')) return 0
  return length >= LONG ? 2 : 1
}

/** How many letters were left out, added, changed, or swapped with their neighbour; 3 for more than two. */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let older: number[] = []
  let old = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, older[j - 2]! + 1)
      row.push(least)
    }
    older = old
    old = row
  }
  return Math.min(3, old[b.length]!)
}
