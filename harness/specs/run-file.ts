import type { Case } from '../cases/case.js'
import { engineError } from '../observations/events.js'
import type { Observation, SeenTest } from '../observations/observation.js'
import { withIds } from './test-ids.js'

/** Runs a case once, however an engine does it. */
export type RunOnce = (testCase: Case) => Promise<Observation>

/**
 * Runs a spec file to the end of its last test, whatever becomes of the others: what cuts the run off (a crash, a limit) is
 * the doing of the test that was at work, and those behind it go on in a VM of their own. The result holds all tests, none of
 * them open, and what belongs to no test. A file that is cut off before any further test has ended is not tried again.
 */
export async function runSpecFile(testCase: Case, runOnce: RunOnce): Promise<Observation> {
  const first = await runOnce(testCase)
  if (!isCutOff(first)) return first
  const spec = testCase.spec!
  const tests = new Tests()
  const tries = [first]
  let isFurther = tests.add(first)
  for (let latest = first; isCutOff(latest) && isFurther; ) {
    const skip = [...spec.skip, ...tests.known()]
    latest = await runOnce({ ...testCase, spec: { ...spec, skip } })
    if (latest.outcome === 'unavailable') {
      // What was seen is not forgotten over it, and the rest is not passed over in silence.
      const reason = `the tests behind were not run: ${latest.reason ?? 'the engine was lost'}`
      tries.push({ ...latest, outcome: 'error', error: engineError(reason), reason })
      break
    }
    tries.push(latest)
    isFurther = tests.add(latest)
  }
  return { ...wholeOf(tries), tests: { ended: tests.all, open: null, listed: [] } }
}

/** What an observation of a file says of the part of it that the case is; null when there is no such test. */
export function partOf(seen: Observation, testCase: Case): Observation | null {
  const { part } = testCase.spec!
  if (part.kind === 'all' || seen.outcome === 'unavailable') return seen
  if (part.kind === 'file') return { ...seen, tests: null }
  return withIds(testCase.file!, seen.tests?.ended ?? []).get(part.id)?.observation ?? null
}

/** The tests of several tries. */
class Tests {
  readonly all: SeenTest[] = []

  /** Whether there was one that the next try can leave out. */
  add({ tests, ...end }: Observation): boolean {
    if (!tests) return false
    const { ended, open } = tests
    const seen = open ? [...ended, cutOff(open, end)] : ended
    // What is no test of its own comes up in every try.
    this.all.push(...seen.filter((test) => test.n > 0 || !this.#has(test)))
    return seen.some(({ n }) => n > 0)
  }

  known(): SeenTest[] {
    return this.all.filter(({ n }) => n > 0)
  }

  #has({ names }: SeenTest): boolean {
    return this.all.some((other) => other.n === 0 && other.names.join('\n') === names.join('\n'))
  }
}

function isCutOff({ outcome, error, tests }: Observation): boolean {
  if (tests?.open) return true
  return (
    outcome === 'crash' || outcome === 'timeout' || outcome === 'out-of-memory' || error?.kind === 'engine'
  )
}

function cutOff(open: SeenTest, end: Pick<Observation, 'outcome' | 'error' | 'crash' | 'reason'>): SeenTest {
  const { outcome, error, crash, reason } = end
  return { ...open, observation: { ...open.observation, outcome, error, crash, reason } }
}

// What belongs to no test: of the first try, but for an end that was no test's doing.
function wholeOf(tries: readonly Observation[]): Observation {
  const [first] = tries
  const own = tries.find((seen) => !seen.tests?.open && seen.outcome !== 'pass')
  const { outcome, error, crash, reason } = own ?? {
    outcome: 'pass' as const,
    error: null,
    crash: null,
    reason: null,
  }
  const durationMs = tries.reduce((sum, seen) => sum + seen.durationMs, 0)
  return { ...first!, values: [], outcome, error, crash, reason, durationMs }
}
