import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import { messageOf, UsageError } from '../errors.js'
import { type SavedEngine, type SavedEngines, savedEnginesSchema } from './schema.js'
import type { Side } from './side.js'

/** A saved list of engines as named on the command line: `production.json`, or `production.json#native:jit=off`. */
export interface SavedName {
  file: string
  /** Null when the file is to say it: its only engine, its reference, or `native`. */
  engine: string | null
}

/** Reads an argument as the name of a file; null for what is the name of an engine. */
export function savedName(text: string): SavedName | null {
  const match = /^(.+\.json)(?:#(.*))?$/i.exec(text)
  return match && { file: match[1]!, engine: match[2] || null }
}

const HOW_TO_SAVE = 'Save one with `luaparity engines --json > file.json`.'

/** One engine of a saved list. Throws UsageError with what is wrong, where, and what to do. */
export async function readSaved({ file, engine }: SavedName, cwd: string): Promise<Side> {
  const saved = parse(await textOf(file, cwd), file)
  const found = choose(saved, file, engine)
  if (found.status === 'unavailable' || found.fingerprint === null) {
    const why = found.reason ? `: ${found.reason.split('\n')[0]}` : ''
    throw new UsageError(`${file}: the engine "${found.name}" was unavailable when it was saved${why}`, {
      hint: 'Save the list again where that engine is ready, or choose another: `file.json#engine`.',
    })
  }
  const source = `${file}${saved.luaparity === undefined ? '' : `, saved by luaparity ${saved.luaparity}`}`
  return {
    name: found.name,
    kind: found.kind,
    source,
    luaparity: saved.luaparity ?? null,
    axes: found.axes,
    facts: found.fingerprint,
  }
}

async function textOf(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), 'utf8')
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${messageOf(cause)}`, { cause, hint: HOW_TO_SAVE })
  }
}

function parse(text: string, file: string): SavedEngines {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${file} is not JSON: ${messageOf(cause)}`, { cause, hint: HOW_TO_SAVE })
  }
  const parsed = savedEnginesSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => {
    const where = path.length > 0 ? z.core.toDotPath(path) : 'the file'
    return `  ${where}: ${message.replace(/^Invalid (input|option): /, '')}`
  })
  throw new UsageError(`${file} is no list of engines:\n${problems.join('\n')}`, { hint: HOW_TO_SAVE })
}

function choose({ engines }: SavedEngines, file: string, wanted: string | null): SavedEngine {
  const names = engines.map(({ name }) => name).join(', ')
  if (wanted !== null) {
    const named = engines.find(({ name }) => name === wanted)
    if (named) return named
    throw new UsageError(`${file} has no engine "${wanted}"`, { hint: `It has: ${names}.` })
  }
  const found =
    engines.find(({ reference }) => reference) ??
    engines.find(({ name }) => name === 'native') ??
    (engines.length === 1 ? engines[0] : undefined)
  if (found) return found
  throw new UsageError(`${file} has several engines, and none of them is the reference`, {
    hint: `Name one of them, as ${file}#${engines[0]!.name}. It has: ${names}.`,
  })
}
