import { rename, rm, writeFile } from 'node:fs/promises'
import { messageOf, UsageError } from '../errors.js'
import { hasRunOut } from './entry.js'
import { type Acceptance, LEDGER_SCHEMA } from './schema.js'

/** The entries of a ledger with new ones among them, and what has become of these. */
export interface Extended {
  accepted: Acceptance[]
  /** Those that were not there yet, or had run out. */
  added: Acceptance[]
}

/**
 * Adds entries that are not there yet, sorted. An entry that accepts the same and has run out makes way for the new one;
 * all others stay as they are.
 */
export function extendLedger(
  known: readonly Acceptance[],
  wanted: readonly Acceptance[],
  today: string,
): Extended {
  const accepted = [...known]
  const added: Acceptance[] = []
  for (const entry of wanted) {
    const at = accepted.findIndex((other) => keyOf(other) === keyOf(entry))
    if (at >= 0 && !hasRunOut(accepted[at]!, today)) continue
    if (at >= 0) accepted.splice(at, 1)
    accepted.push(entry)
    added.push(entry)
  }
  return { accepted: accepted.sort((a, b) => compare(keyOf(a), keyOf(b))), added }
}

/** Writes a ledger, as a whole or not at all. Throws UsageError when the file cannot be written. */
export async function writeLedger(path: string, accepted: readonly Acceptance[]): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await writeFile(temporary, `${JSON.stringify({ schema: LEDGER_SCHEMA, accepted }, null, 2)}\n`)
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw new UsageError(`the ledger could not be written to ${path}: ${messageOf(cause)}`, { cause })
  }
}

// What an entry accepts, whatever the reason; in the order in which entries are sorted.
function keyOf({ case: id, engine, cause, rule = '', signature = '' }: Acceptance): string {
  return [id, engine, cause, rule, signature].join('\0')
}

// Independent of the machine's language.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
