import type { Observation } from '../observations/observation.js'
import { compare, type Mismatch } from './compare.js'
import type { Participant } from './participant.js'
import type { Difference } from './verdict.js'

/** What the others do otherwise than the engine they are held against; what differs in the same way is one difference. */
export function mismatches(base: Participant, sides: readonly Participant[]): Difference[] {
  const groups = new Map<string, Difference>()
  for (const side of sides) {
    if (side === base) continue
    const mismatch = mismatchOf(base, side)
    if (!mismatch) continue
    // The same diff from the reference is the same difference, whatever the engine's name.
    const key = `${mismatch.aspect}\n${mismatch.diff.join('\n')}`
    const known = groups.get(key)
    if (known) {
      known.engines.push(side.name)
      continue
    }
    groups.set(key, {
      engines: [side.name],
      against: base.name,
      accepted: false,
      acceptedBy: null,
      place: null,
      headline: null,
      evidence: [],
      cause: { kind: 'unexplained', confidence: 'unconfirmed' },
      ...mismatch,
    })
  }
  return [...groups.values()]
}

/** An engine against itself: what comes out otherwise when `pairs` goes in another order depends on it. */
export function orderDependence(side: Participant, inOtherOrders: readonly Observation[]): Difference[] {
  const { name } = side
  for (const observation of inOtherOrders) {
    if (observation === side.observation) continue
    const mismatch = compare(side, { ...side, name: `${name} with another order of pairs`, observation })
    if (!mismatch) continue
    return [
      {
        engines: [name],
        against: name,
        accepted: false,
        acceptedBy: null,
        place: null,
        headline: null,
        evidence: [],
        cause: { kind: 'order-dependent', confidence: 'confirmed' },
        ...mismatch,
      },
    ]
  }
  return []
}

// An engine with settings differs when it does so under all of them that did not crash; what it does under some only is
// a difference from itself, and said as such.
function mismatchOf(base: Participant, side: Participant): Mismatch | null {
  const seen = side.runs
    .map(({ observation }) => observation)
    .filter(({ outcome }) => outcome !== 'crash' && outcome !== 'unavailable')
  const found = seen.map((observation) => compare(base, { ...side, observation }))
  if (found.includes(null)) return null
  const shown = Math.max(0, seen.indexOf(side.observation))
  return found[shown] ?? null
}
