import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { UsageError } from '../errors.js'

/** The files a case can `require`, `dofile` or `io.open`: path below the project root -> bytes. */
export interface FileSet {
  /** Hash of all paths and bytes. */
  id: string
  files: ReadonlyMap<string, Buffer>
}

/** All of it is sent to every engine, and held by each. */
const MAX_BYTES = 64 * 1024 * 1024

/** Files of our own that engines are sent along with those of the project are below this path, which no module has. */
export const OWN_FILES = '[luaparity]/'

export const NEVER_SEARCHED = ['**/node_modules/**', '**/.git/**']

/** The files of the project itself, by path. */
export function moduleFiles({ files }: FileSet): Map<string, Buffer> {
  return new Map([...files].filter(([path]) => !path.startsWith(OWN_FILES)))
}

/** The same with further ones. */
export function withFiles(set: FileSet, more: ReadonlyMap<string, Buffer>): FileSet {
  const hash = createHash('sha256').update(set.id)
  for (const [path, bytes] of more) hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  return { id: hash.digest('hex').slice(0, 16), files: new Map([...set.files, ...more]) }
}

/**
 * Reads the Lua files below the module roots (`package.path` templates) and the files that `data`
 * globs name. Paths come out with forward slashes on every platform.
 *
 * @throws UsageError when they are larger than 64 MiB together.
 */
export async function readFileSet(
  root: string,
  moduleTemplates: readonly string[],
  data: readonly string[],
): Promise<FileSet> {
  const patterns = [...moduleTemplates.map((template) => template.replaceAll('?', '**/*')), ...data]
  const paths = globSync([...new Set(patterns)], { cwd: root, ignore: NEVER_SEARCHED, dot: false })
  paths.sort()
  // At once rather than in turns with other work: of small files, most of the time would be spent on taking turns.
  const total = paths.reduce((sum, path) => sum + statSync(join(root, path)).size, 0)
  if (total > MAX_BYTES) {
    throw new UsageError(
      `the module roots hold ${paths.length} files of ${Math.round(total / 2 ** 20)} MiB; at most 64 MiB can be sent to the engines`,
      { hint: 'Narrow `modules` (and `data`) in luaparity.config.ts to the folders the scripts need.' },
    )
  }
  const files = new Map<string, Buffer>()
  const hash = createHash('sha256')
  for (const path of paths) {
    const bytes = readFileSync(join(root, path))
    files.set(path, bytes)
    hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  return { id: hash.digest('hex').slice(0, 16), files }
}
