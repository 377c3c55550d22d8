import { messageOf, UsageError } from '../errors.js'
import { commentLines, topComments } from './comments.js'
import { readEngineTerms } from './engine-terms.js'

/**
 * What a script says it expects, in its first comment lines:
 *
 *     -- expect: difference lua54 lua53
 *     -- expect: crash SIGSEGV on native native:jit=off
 *     -- expect: sometimes crash SIGSEGV on native:jit=stress
 *     -- expect: error on native
 *     -- expect: difference native:jit=off,* native:release=trixie,*
 *
 * Engines are named, or native ones selected by their axes; spaces separate them, or commas where these cannot belong
 * to a native name. An engine that is not part of the run is not asked; one that is must do as stated, and all others
 * must agree with the reference.
 */
export type Expectation = DifferenceExpectation | CrashExpectation | OutcomeExpectation

interface Stated {
  line: number
  /** The line as written, without `-- expect:`. */
  text: string
}
/** The named engines, and no others, differ from the reference. */
interface DifferenceExpectation extends Stated {
  kind: 'difference'
  /** Names and selectors, as `readEngineTerms` gives them; so below. */
  engines: string[]
}
/** The named engines crash with the signal (any when null); where `sometimes`, they may, or pass as the others do. */
export interface CrashExpectation extends Stated {
  kind: 'crash'
  signal: string | null
  sometimes: boolean
  engines: string[]
}
/** The case ends so on the named engines, or on every engine when none is named. */
export interface OutcomeExpectation extends Stated {
  kind: 'outcome'
  outcome: 'fail' | 'error' | 'timeout' | 'out-of-memory' | 'unsupported'
  engines: string[]
}
/** A line that begins with `-- expect:` and says something else. */
interface ExpectationProblem {
  line: number
  message: string
}

const OUTCOMES = ['fail', 'error', 'timeout', 'out-of-memory', 'unsupported'] as const
const FORMS =
  '"difference <engine>...", "[sometimes] crash [SIGNAL] on <engine>..." or "error|fail|timeout|out-of-memory|unsupported [on <engine>...]"'

export interface ReadExpectations {
  expectations: Expectation[]
  problems: ExpectationProblem[]
}

/** Reads the expectations out of the comment lines at the top of a script. */
export function readExpectations(source: Uint8Array): ReadExpectations {
  return readLines(topComments(source))
}

/** Reads those of a spec file, where each stands in the comment lines right above the test that it is about. */
export function readSpecExpectations(source: Uint8Array): ReadExpectations {
  return readLines(commentLines(source))
}

/** Those of the given ones that are in the comment lines right above a line. */
export function expectationsAbove(
  source: Uint8Array,
  line: number,
  expectations: readonly Expectation[],
): Expectation[] {
  if (expectations.length === 0) return []
  const comments = new Set([...commentLines(source)].map((comment) => comment.line))
  let first = line
  while (comments.has(first - 1)) first--
  return expectations.filter((expectation) => expectation.line >= first && expectation.line < line)
}

function readLines(lines: Iterable<{ line: number; text: string }>): ReadExpectations {
  const expectations: Expectation[] = []
  const problems: ExpectationProblem[] = []
  for (const { line, text } of lines) {
    const stated = /^\s*--\s*expect:\s*(.*?)\s*$/.exec(text)
    if (!stated) continue
    const parsed = parse(stated[1]!, line)
    if (typeof parsed === 'string') problems.push({ line, message: parsed })
    else expectations.push(parsed)
  }
  return { expectations, problems }
}

function parse(text: string, line: number): Expectation | string {
  const [head, ...rest] = text.split(/\s+/).flatMap((word) => word.replace(/^,+|,+$/g, '') || [])
  const on = rest.indexOf('on')
  const named = head === 'difference' ? rest : on < 0 ? [] : rest.slice(on + 1)
  const before = on < 0 ? rest : rest.slice(0, on)
  try {
    return understand(head, before, on >= 0, named.flatMap(readEngineTerms), { line, text })
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return error.hint === null ? messageOf(error) : `${messageOf(error)}; ${error.hint}`
  }
}

function understand(
  head: string | undefined,
  before: readonly string[],
  hasOn: boolean,
  engines: string[],
  stated: Stated,
): Expectation | string {
  if (head === 'difference') {
    if (engines.length === 0) return `"expect: difference" names no engine; write ${FORMS}`
    return { ...stated, kind: 'difference', engines }
  }
  if (hasOn && engines.length === 0) return `"on" is followed by no engine; write ${FORMS}`
  const sometimes = head === 'sometimes' && before[0] === 'crash'
  if (head === 'crash' || sometimes) {
    const signals = sometimes ? before.slice(1) : before
    if (engines.length === 0) return `"expect: crash" names no engine; write ${FORMS}`
    if (signals.length > 1 || (signals[0] && !/^SIG[A-Z0-9]+$/.test(signals[0]))) {
      return `"${signals.join(' ')}" is not a signal name; write ${FORMS}`
    }
    return { ...stated, kind: 'crash', signal: signals[0] ?? null, sometimes, engines }
  }
  const outcome = OUTCOMES.find((name) => name === head)
  if (outcome && before.length === 0) return { ...stated, kind: 'outcome', outcome, engines }
  return `"expect: ${stated.text}" is not understood; write ${FORMS}`
}
