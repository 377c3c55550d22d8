import { readFile, stat } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { escapePath, glob } from 'tinyglobby'
import type { Case } from '../cases/case.js'
import { type FileSet, NEVER_SEARCHED, withFiles } from '../cases/file-set.js'
import { SPEC_PROGRAM_PATH, specProgram } from '../prelude/specs.js'

/** Larger ones are no data that a test reads; what such files come to together is left out altogether. */
const MOST_BYTES = 2 ** 20
const MOST_BYTES_IN_ALL = 16 * 2 ** 20

/** The files of a project with what specs need besides: the program that runs them, and what lies beside them. */
export async function withSpecFiles(files: FileSet, cases: readonly Case[], root: string): Promise<FileSet> {
  const specs = cases.flatMap(({ spec, file }) => (spec && file ? [file] : []))
  if (specs.length === 0) return files
  return withSpecProgram(withFiles(files, await besides(specs, files, root)))
}

/** The same with the program that runs specs alone. */
export function withSpecProgram(files: FileSet): FileSet {
  if (files.files.has(SPEC_PROGRAM_PATH)) return files
  return withFiles(files, new Map([[SPEC_PROGRAM_PATH, Buffer.from(specProgram(), 'latin1')]]))
}

async function besides(
  specs: readonly string[],
  { files }: FileSet,
  root: string,
): Promise<Map<string, Buffer>> {
  const folders = [...new Set(specs.map((file) => posix.dirname(file)))].filter((folder) => folder !== '.')
  const globs = folders.map((folder) => `${escapePath(folder)}/**/*`)
  const paths = globs.length === 0 ? [] : await glob(globs, { cwd: root, ignore: NEVER_SEARCHED, dot: true })
  const sizes = await Promise.all(
    paths
      .filter((path) => !files.has(path))
      .map(async (path) => ({ path, size: (await stat(join(root, path))).size })),
  )
  const small = sizes.filter(({ size }) => size <= MOST_BYTES)
  if (small.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES_IN_ALL) return new Map()
  const read = small.map(async ({ path }) => [path, await readFile(join(root, path))] as const)
  return new Map(await Promise.all(read))
}
