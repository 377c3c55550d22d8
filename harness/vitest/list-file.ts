import { readFile } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import type { Outcome } from '../observations/observation.js'
import type { SpecListing } from '../specs/session.js'
import { readBlockLines } from './block-lines.js'
import { entriesOf } from './entries.js'
import { problemOf } from './problem.js'
import type { Entry, Listing } from './protocol.js'
import type { Session } from './session.js'

/** What a file comes to again as long as no file changes. */
const LASTING: readonly Outcome[] = ['fail', 'error', 'unsupported']

/**
 * The tests of a file (absolute path) as an engine finds them. `others` is null for an engine that has to be there; of one
 * that may be absent, its tests are those that the first of the other engines finds, so that they show as left out.
 */
export async function listFile(
  session: Session,
  engine: string,
  path: string,
  others: readonly string[] | null,
): Promise<Listing> {
  const listing = await session.list(engine, path)
  const { problem } = listing
  if (!problem) return { kind: 'tests', entries: await entriesWithLines(listing, session, path) }
  if (!others || problem.outcome !== 'unavailable')
    return {
      kind: 'problem',
      problem: problemOf(problem, session.root),
      isLasting: LASTING.includes(problem.outcome),
    }
  const reason = inOneLine(problem.reason ?? `${engine} is not available`)
  for (const other of others) {
    const found = await session.list(other, path)
    if (!found.problem)
      return { kind: 'absent', entries: await entriesWithLines(found, session, path), reason }
  }
  return { kind: 'absent', entries: [{ kind: 'test', name: 'all tests', line: null, n: 1 }], reason }
}

// As reporters show it, behind a test's name.
function inOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}

async function entriesWithLines({ tests }: SpecListing, { root }: Session, path: string): Promise<Entry[]> {
  // As the session names it.
  const file = relative(root, path).split(sep).join('/')
  return entriesOf(tests, file, readBlockLines(await readFile(path)))
}
