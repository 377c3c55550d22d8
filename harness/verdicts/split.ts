import type { Difference } from './verdict.js'

/** What is found of some of the engines of a difference, and not of the others. */
export type Standing = Partial<Pick<Difference, 'accepted' | 'acceptedBy' | 'ranOut'>>

/**
 * One difference for each standing, with the engines it is true of, so that what accepts one engine does not cover for
 * another; those of which nothing is found come first.
 */
export function splitDifference(
  difference: Difference,
  standingOf: (engine: string) => Standing,
): Difference[] {
  const groups = new Map<string, { standing: Standing; engines: string[] }>([
    ['{}', { standing: {}, engines: [] }],
  ])
  for (const engine of difference.engines) {
    const standing = standingOf(engine)
    const key = JSON.stringify(standing)
    const group = groups.get(key) ?? { standing, engines: [] }
    groups.set(key, { ...group, engines: [...group.engines, engine] })
  }
  return [...groups.values()]
    .filter(({ engines }) => engines.length > 0)
    .map(({ standing, engines }) => ({
      ...difference,
      engines,
      summary: summaryFor(difference, engines[0]!),
      ...standing,
    }))
}

// The sentence is about the first of the engines, which may have gone to another part; that of a crash is about them all.
function summaryFor({ cause, engines: [first], summary }: Difference, engine: string): string {
  if (cause.kind === 'crash' || first === engine) return summary
  const start = summary.startsWith(`${first} `) ? 0 : summary.indexOf(`: ${first} `)
  if (start < 0) return summary
  const at = start === 0 ? 0 : start + 2
  return `${summary.slice(0, at)}${engine}${summary.slice(at + first!.length)}`
}
