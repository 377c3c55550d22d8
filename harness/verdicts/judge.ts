import type { Case } from '../cases/case.js'
import type { EngineKind } from '../engines/engine.js'
import type { Observation } from '../observations/observation.js'
import { compare, type Side } from './compare.js'
import { expectedToDiffer, meetExpectations } from './expect.js'
import type { Difference, Judgement, Verdict } from './verdict.js'

/** An engine as far as judging needs to know it. */
export interface JudgedEngine {
  name: string
  kind: EngineKind
}

/**
 * Judges one case over all engines: who crashed, who differs from the reference and how, and whether
 * that is what the script says it expects. Where the reference saw nothing (unavailable) or crashed,
 * another engine stands in for it. `inOtherOrders` are observations of the same engines with other orders of `pairs`.
 */
export function judge(
  testCase: Case,
  observations: ReadonlyMap<string, Observation>,
  engines: readonly JudgedEngine[],
  reference: string,
  inOtherOrders: ReadonlyMap<string, readonly Observation[]> = new Map(),
): Judgement {
  const sides = engines.flatMap(({ name, kind }): Side[] => {
    const observation = observations.get(name)
    if (!observation || observation.outcome === 'unavailable') return []
    return [{ name, observation, hasRawOutput: kind !== 'in-process' }]
  })
  if (sides.length === 0) {
    const reason = [...observations.values()][0]?.reason ?? 'no engine was ready'
    return {
      verdict: { kind: 'undecided', compared: [], reason },
      reference: null,
      unmet: [],
      failures: [],
    }
  }
  const running = sides.filter(({ observation }) => observation.outcome !== 'crash')
  const base = running.find(({ name }) => name === reference) ?? standIn(testCase, running, engines)
  const differences = [
    ...crashes(sides),
    ...(base ? mismatches(base, running) : []),
    ...running.flatMap((side) => orderDependence(side, inOtherOrders.get(side.name) ?? [])),
  ]
  const compared = sides.map(({ name }) => name)
  const { accepted, unmet, excused } = meetExpectations(
    testCase.expectations,
    sides,
    base?.name ?? null,
    differences,
  )
  const verdict: Verdict =
    accepted.length === 0
      ? { kind: 'agree', compared }
      : { kind: 'difference', compared, differences: accepted }
  return {
    verdict,
    reference: base?.name ?? null,
    unmet,
    failures: base && !excused.has(base.name) ? failuresOf(base) : [],
  }
}

// Without the reference: the engine most like it that the script does not expect to be the odd one out.
function standIn(testCase: Case, running: readonly Side[], engines: readonly JudgedEngine[]): Side | null {
  const odd = expectedToDiffer(testCase.expectations)
  const native = new Set(engines.filter(({ kind }) => kind === 'native').map(({ name }) => name))
  const rank = ({ name }: Side): number => (odd.has(name) ? 2 : 0) + (native.has(name) ? 0 : 1)
  return [...running].sort((a, b) => rank(a) - rank(b))[0] ?? null
}

function crashes(sides: readonly Side[]): Difference[] {
  const bySignature = new Map<string, Side[]>()
  for (const side of sides) {
    if (side.observation.outcome !== 'crash') continue
    const signature = side.observation.crash?.signature ?? 'crash'
    bySignature.set(signature, [...(bySignature.get(signature) ?? []), side])
  }
  return [...bySignature].map(([signature, group]) => {
    const confirmed = group.every(({ observation }) => observation.crash?.confirmed)
    const engines = group.map(({ name }) => name)
    const { reason, crash } = group[0]!.observation
    return {
      engines,
      against: null,
      accepted: false,
      acceptedBy: null,
      cause: { kind: 'crash', signature, confidence: confirmed ? 'confirmed' : 'unconfirmed' },
      aspect: 'crash',
      summary: `${list(engines)} crashed: ${signature}${confirmed || !reason ? '' : ` (${reason})`}`,
      diff: [...(crash?.lua ?? []), ...(crash?.native ?? [])].slice(0, 20),
    }
  })
}

function mismatches(base: Side, running: readonly Side[]): Difference[] {
  const groups = new Map<string, Difference>()
  for (const side of running) {
    if (side === base) continue
    const mismatch = compare(base, side)
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
      cause: { kind: 'unexplained', confidence: 'unconfirmed' },
      ...mismatch,
    })
  }
  return [...groups.values()]
}

// An engine against itself: what comes out otherwise when `pairs` goes in another order depends on it.
function orderDependence(side: Side, inOtherOrders: readonly Observation[]): Difference[] {
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
        cause: { kind: 'order-dependent', confidence: 'confirmed' },
        ...mismatch,
      },
    ]
  }
  return []
}

function failuresOf({ name, observation }: Side): string[] {
  const { outcome, error, reason } = observation
  if (outcome === 'pass') return []
  const position = error?.file ? `${error.file}:${error.line}: ` : ''
  const detail = error ? `${position}${error.message}` : reason
  return [`${outcome} on ${name}${detail ? `: ${detail}` : ''}`]
}

function list(names: readonly string[]): string {
  return names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
