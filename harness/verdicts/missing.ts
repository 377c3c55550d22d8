import { emptyObservation, type Observation } from '../observations/observation.js'

/**
 * Puts together the tests of one file, given by engine and id in each engine's order, as observations by id and engine: the
 * union, in the first engine's order, what only others have behind that which comes before it there. An engine that does
 * not have a test that another has is given the outcome `missing`, which is never green. Engines that never came to the
 * file are to be left out: they are `unavailable`.
 */
export function withMissingTests(
  reported: ReadonlyMap<string, ReadonlyMap<string, Observation>>,
): Map<string, Map<string, Observation>> {
  const engines = [...reported]
  const ids = union(engines.map(([, tests]) => [...tests.keys()]))
  return new Map(
    ids.map((id) => {
      const having = engines.filter(([, tests]) => tests.has(id)).map(([name]) => name)
      return [id, new Map(engines.map(([name, tests]) => [name, tests.get(id) ?? missing(having)]))]
    }),
  )
}

function missing(having: readonly string[]): Observation {
  return emptyObservation('missing', `only ${having.join(', ')} ${having.length === 1 ? 'has' : 'have'} it`)
}

function union(lists: readonly (readonly string[])[]): string[] {
  const all: string[] = []
  for (const ids of lists) {
    const known = new Set(all)
    let at = 0
    for (const id of ids) {
      if (known.has(id)) at = all.indexOf(id) + 1
      else all.splice(at++, 0, id)
    }
  }
  return all
}
