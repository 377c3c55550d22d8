import type { Case } from '../cases/case.js'
import { moduleFiles } from '../cases/file-set.js'
import { packagePathOf, requiredFiles } from '../cases/required-files.js'
import type { LoadedConfig } from '../config/load.js'
import type { Project } from '../engines/engine.js'
import type { Ledger } from '../ledger/ledger.js'

/** All that what a case does depends on, and how it is judged, by name; files by their paths. */
export type Needs = ReadonlyMap<string, Uint8Array>

// A file that is read by a name that is worked out may be any.
const READS_FILES = /\b(io\s*\.\s*(open|lines|input)|package\s*\.\s*(loaders|searchers|searchpath))\b/

/** What all cases of a project need: its configuration, host, ledger and data. */
export function sharedNeeds(
  { config }: LoadedConfig,
  project: Project,
  ledger: Ledger | null,
): Map<string, Uint8Array> {
  const needs = new Map<string, Uint8Array>([
    ['the configuration', Buffer.from(JSON.stringify(config))],
    ['the ledger', Buffer.from(JSON.stringify(ledger?.entries ?? null))],
  ])
  const files = moduleFiles(project.files)
  for (const [path, bytes] of files) if (!path.endsWith('.lua')) needs.set(path, bytes)
  const { lua, ruby } = project.host
  if (ruby) needs.set(ruby.path, ruby.source)
  if (lua) {
    needs.set(lua.path, lua.source)
    for (const [path, bytes] of requiredFiles(lua.source, files, project.packagePath)) needs.set(path, bytes)
  }
  return needs
}

/** What one case needs of the project's files, `shared` included. */
export function needsOf(
  testCase: Case,
  files: ReadonlyMap<string, Buffer>,
  project: Pick<Project, 'packagePath'>,
  shared: Needs,
): Needs {
  const path = packagePathOf(testCase, project.packagePath)
  const needs = new Map(shared)
  const add = (source: Uint8Array): void => {
    const required = requiredFiles(source, files, path)
    const readsAny = [source, ...required.values()].some(readsFiles)
    for (const [name, bytes] of readsAny ? files : required) needs.set(name, bytes)
  }
  add(testCase.source)
  const options = testCase.spec?.options
  if (options) needs.set('the options of specs', Buffer.from(JSON.stringify(options)))
  if (options?.helper) {
    // A file or, as busted has it, a module.
    const path = options.helper.replace(/^(\.\/)+/, '')
    const named = files.get(path)
    add(named ?? Buffer.from(`require(${JSON.stringify(options.helper)})`))
    if (named) needs.set(path, named)
  }
  return needs.set(testCase.file ?? testCase.id, testCase.source)
}

export function sameNeeds(a: Needs, b: Needs): boolean {
  if (a === b) return true
  if (a.size !== b.size) return false
  for (const [name, bytes] of a) {
    const other = b.get(name)
    if (!other || (other !== bytes && Buffer.compare(other, bytes) !== 0)) return false
  }
  return true
}

/** Searched once, as long as the bytes are kept. */
const known = new WeakMap<Uint8Array, boolean>()

function readsFiles(bytes: Uint8Array): boolean {
  let reads = known.get(bytes)
  if (reads === undefined) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    reads = READS_FILES.test(text)
    known.set(bytes, reads)
  }
  return reads
}
