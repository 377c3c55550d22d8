import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { CauseKind } from '../../../harness/verdicts/verdict.js'

/** A small script, and why engines differ on it or not; written from the manuals, not from what Luaparity says. */
export interface LabelledCase {
  /** Path below the corpus without its ending: `dialect/goto-continue-loot`. */
  id: string
  /** Where the configuration is that it is run with, and its path below that: the id of the case in a report. */
  set: string
  script: string
  /** Empty when all engines agree. */
  truths: Truth[]
  /** Manual and section, or row of a table of facts, in a sentence. */
  why: string
  /** Lines of code, without blank ones and comments. */
  lines: number
}

/** One cause, as a line says it: `-- truth: dialect int-float-tostring on lua53 lua54`. */
export interface Truth {
  cause: CauseKind
  /** Id of the dialect rule. */
  rule: string | null
  /** Signal of a crash, where one is said. */
  signal: string | null
  /** Engines that do otherwise for this cause, `*` being all but the reference; empty where another line says it. */
  engines: string[]
}

export const CORPUS = import.meta.dirname

/** Folders with a configuration of their own, as what they show needs one; `.` is that of all others. */
export const SETS = ['.', 'axes', 'clock', 'host', 'limits', 'memory'] as const

const CAUSES: readonly CauseKind[] = [
  'crash',
  'dialect',
  'order-dependent',
  'nondeterministic',
  'jit',
  'gc',
  'release',
  'arch',
  'space',
  'build',
  'embedder',
  'host',
  'limits',
]
/** Lua files that are no cases. */
const PARTS = /^(modules\/|host\/fakes\.lua$)/

/** All cases, sorted by id. Throws where a case has no truth, no reason, or a line that is not understood. */
export function readCorpus(): LabelledCase[] {
  return readdirSync(CORPUS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.lua'))
    .map((entry) => relative(CORPUS, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !PARTS.test(path))
    .sort()
    .map(readCase)
}

function readCase(path: string): LabelledCase {
  const text = readFileSync(join(CORPUS, path), 'utf8')
  const said = [...text.matchAll(/^-- truth: (.*)$/gm)].map((match) => match[1]!)
  const why = /^-- why: (.+)$/m.exec(text)?.[1]
  if (said.length === 0 || why === undefined) throw new Error(`${path}: no "-- truth:" or no "-- why:" line`)
  const folder = path.slice(0, path.indexOf('/'))
  const set = SETS.find((name) => name === folder) ?? '.'
  const agrees = said.length === 1 && said[0] === 'agree'
  return {
    id: path.replace(/\.lua$/, ''),
    set,
    script: set === '.' ? path : path.slice(folder.length + 1),
    truths: agrees ? [] : said.map((line) => readTruth(line, path)),
    why,
    lines: text.split('\n').filter((line) => !/^\s*(--.*)?$/.test(line)).length,
  }
}

function readTruth(line: string, path: string): Truth {
  const [head = '', on = ''] = line.split(' on ')
  const [kind, detail = null, ...rest] = head.split(' ')
  const cause = CAUSES.find((name) => name === kind)
  const engines = on.split(' ').filter((name) => name !== '')
  const isDetailed = cause === 'dialect' || cause === 'crash'
  const isOdd = cause === 'dialect' ? detail === null || engines.length === 0 : detail !== null && !isDetailed
  if (cause === undefined || rest.length > 0 || isOdd) {
    throw new Error(`${path}: "-- truth: ${line}" is not understood`)
  }
  return {
    cause,
    rule: cause === 'dialect' ? detail : null,
    signal: cause === 'crash' ? detail : null,
    engines,
  }
}
