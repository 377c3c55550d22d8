import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { issueLines } from '../config/issues.js'
import type { LoadedConfig } from '../config/load.js'
import type { Config } from '../config/schema.js'
import { messageOf, UsageError } from '../errors.js'
import { ledgerEntry } from './entry.js'
import type { Ledger } from './ledger.js'
import type { Acceptance } from './schema.js'

/** The file where the configuration names none. */
const DEFAULT_FILE = 'luaparity.ledger.json'

type Configured = Pick<LoadedConfig, 'config' | 'root'>

/** The ledger's file as the configuration has it, relative to the project, and where that is. */
export function ledgerFile({ config, root }: Configured): { file: string; path: string } {
  const file = config.ledger ?? DEFAULT_FILE
  return { file, path: resolve(root, file) }
}

/**
 * The ledger of a project; null where the default file is not there. Throws UsageError for a file that the configuration
 * names and that is not there, and for one that is not as it should be.
 */
export async function loadLedger(configured: Configured): Promise<Ledger | null> {
  const { file, path } = ledgerFile(configured)
  const accepted = await readAccepted(path, configured.config)
  if (accepted === null) {
    if (configured.config.ledger === undefined) return null
    throw new UsageError(`the ledger ${path}, which the configuration names, does not exist`, {
      hint: '`luaparity accept` makes it; one that accepts nothing is { "schema": "luaparity.ledger/1", "accepted": [] }.',
    })
  }
  return { file, entries: accepted.map(ledgerEntry) }
}

/** What the file of a ledger has in it; null where there is none. Throws UsageError for one that is not as it should be. */
export async function readAccepted(path: string, config: Config): Promise<Acceptance[] | null> {
  const text = await readText(path)
  if (text === null) return null
  // Loaded only now, with all rules: a project without a ledger is checked at every save, too.
  const { ledgerSchema, knownLedgerKeys } = await import('./schema.js')
  const parsed = ledgerSchema(config).safeParse(parseJson(text, path))
  if (parsed.success) return parsed.data.accepted
  const problems = issueLines(parsed.error, { whole: 'the ledger', knownKeys: knownLedgerKeys })
  throw new UsageError(`${path} is not valid:\n${problems.map((line) => `  ${line}`).join('\n')}`)
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new UsageError(`the ledger ${path} cannot be read: ${messageOf(cause)}`, { cause })
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`the ledger ${path} is not JSON: ${messageOf(cause)}`, { cause })
  }
}
