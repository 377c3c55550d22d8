import type { Case, SpecRequest } from '../../harness/cases/case.js'
import { readSpecExpectations } from '../../harness/cases/expectations.js'
import type { Observation, SeenTest } from '../../harness/observations/observation.js'
import type { SpecOptions } from '../../harness/prelude/job.js'
import { aCase, passing } from '../builders.js'

export const OPTIONS: SpecOptions = {
  helper: null,
  helper_args: [],
  lpath: null,
  tags: [],
  exclude_tags: [],
  filter: [],
  filter_out: [],
  names: [],
  exclude_names: [],
  shuffle: false,
  seed: 1,
}

/** The case of a spec file. */
export function specCase(source = '', changes: Partial<SpecRequest> = {}): Case {
  return {
    ...aCase({ id: 'a_spec.lua' }),
    kind: 'test',
    file: 'a_spec.lua',
    source: Buffer.from(source),
    expectations: readSpecExpectations(Buffer.from(source)).expectations,
    spec: { options: OPTIONS, mode: 'run', only: null, skip: [], part: { kind: 'all' }, ...changes },
  }
}

/** A test as it was seen: its number and name, and how it ended. */
export function seenTest(n: number, name: string, observation: Observation = passing(), line = n): SeenTest {
  return { n, names: name.split('>'), file: 'a_spec.lua', line, observation }
}

/** What was seen of a file: the tests that ended, and the one at work. */
export function seenFile(
  whole: Observation,
  ended: readonly SeenTest[],
  open: SeenTest | null = null,
): Observation {
  return { ...whole, tests: { ended, open, listed: [] } }
}
