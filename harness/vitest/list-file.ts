import { readFile } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import { EngineUnavailableError } from '../errors.js'
import { readBlockLines } from './block-lines.js'
import { entriesOf } from './entries.js'
import { problemOf } from './problem.js'
import type { Entry, Listing } from './protocol.js'
import type { SpecListing, SpecSession } from './session.js'

/** How the session names a file of the project. */
export function nameInProject({ root }: SpecSession, path: string): string {
  return relative(root, path).split(sep).join('/')
}

/**
 * The tests of a file as an engine finds them. `others` is null for an engine that has to be there; of one that may be
 * absent, its tests are those that the first of the other engines finds, so that they show as left out.
 */
export async function listFile(
  session: SpecSession,
  engine: string,
  path: string,
  others: readonly string[] | null,
): Promise<Listing> {
  const file = nameInProject(session, path)
  const listing = await list(session, engine, file, others !== null)
  if (typeof listing !== 'string') {
    if (listing.problem) return { kind: 'problem', problem: problemOf(listing.problem, session.root) }
    return { kind: 'tests', entries: await entriesWithLines(listing, file, path) }
  }
  for (const other of others!) {
    const found = await list(session, other, file, true)
    if (typeof found !== 'string' && !found.problem)
      return { kind: 'absent', entries: await entriesWithLines(found, file, path), reason: listing }
  }
  return { kind: 'absent', entries: [], reason: listing }
}

// A text says why the engine is not available, where it may be.
async function list(
  session: SpecSession,
  engine: string,
  file: string,
  isOptional: boolean,
): Promise<SpecListing | string> {
  try {
    const listing = await session.list(engine, file)
    const { problem } = listing
    if (!isOptional || problem?.outcome !== 'unavailable') return listing
    return problem.reason ?? `${engine} is not available`
  } catch (error) {
    if (isOptional && error instanceof EngineUnavailableError) return error.message
    throw error
  }
}

async function entriesWithLines({ tests }: SpecListing, file: string, path: string): Promise<Entry[]> {
  return entriesOf(tests, file, readBlockLines(await readFile(path)))
}
