import { readdirSync, readFileSync } from 'node:fs'
import type { Observation } from '../../harness/observations/observation.js'
import { startEngine } from '../engines/running.js'
import { atOnce } from './at-once.js'

/** Files of snippets, which are run for their message; all others hold expressions, run for their value. */
const SNIPPETS = new Set(['messages', 'snippets'])
const KNOWN = 'known-differences'

const LIMITS = { timeoutMs: 10_000 }

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'))

/** What every row of a file came to on one engine. */
export type Texts = ReadonlyMap<string, string>

export interface KnownDifference {
  row: string
  reason: string
}

/** The names of the files with rows. */
export const FILES = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .filter((name) => name !== KNOWN)

export function rowsOf(file: string): string[] {
  return read(file) as string[]
}

export function knownDifferences(file: string): readonly KnownDifference[] {
  return (read(KNOWN) as Record<string, KnownDifference[]>)[file] ?? []
}

/** Runs every row in a VM of its own, so that one which crashes or hangs hides no other. */
export async function runRows(engineName: string, files: readonly string[]): Promise<Map<string, Texts>> {
  const source = readFileSync(new URL('row.lua', import.meta.url))
  const { engine, observe } = await startEngine(engineName)
  const texts = async (file: string): Promise<[string, Texts]> => {
    const kind = SNIPPETS.has(file) ? 'snippet' : 'expression'
    const rows = rowsOf(file)
    const seen = await atOnce(engine.concurrency, rows, (row) =>
      observe({ source, arguments: [kind, row], limits: LIMITS }),
    )
    return [file, new Map(rows.map((row, index) => [row, textOf(seen[index]!)]))]
  }
  try {
    const all = new Map<string, Texts>()
    for (const file of files) all.set(...(await texts(file)))
    return all
  } finally {
    await engine.stop()
  }
}

function textOf({ outcome, values, error, reason }: Observation): string {
  const [value] = values ?? []
  if (value?.kind === 'string') return value.bytes.toString('latin1')
  return `(the case ended as ${outcome}: ${error?.message ?? reason})`
}
