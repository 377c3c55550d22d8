import { readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { escapePath, globSync } from 'tinyglobby'
import type { Case } from '../cases/case.js'
import { type FileSet, NEVER_SEARCHED, withFiles } from '../cases/file-set.js'
import { SPEC_PROGRAM_PATH, specProgram } from '../prelude/specs.js'

/** Larger ones are no data that a test reads; what such files come to together is left out altogether. */
const MOST_BYTES = 2 ** 20
const MOST_BYTES_IN_ALL = 16 * 2 ** 20

/** The files of a project with what specs need besides: the program that runs them, and what lies beside them. */
export function withSpecFiles(files: FileSet, cases: readonly Case[], root: string): FileSet {
  const specs = cases.flatMap(({ spec, file }) => (spec && file ? [file] : []))
  if (specs.length === 0) return files
  return withSpecProgram(withFiles(files, besides(specs, files, root)))
}

/** The same with the program that runs specs alone. */
export function withSpecProgram(files: FileSet): FileSet {
  if (files.files.has(SPEC_PROGRAM_PATH)) return files
  return withFiles(files, new Map([[SPEC_PROGRAM_PATH, Buffer.from(specProgram(), 'latin1')]]))
}

function besides(specs: readonly string[], { files }: FileSet, root: string): Map<string, Buffer> {
  const folders = [...new Set(specs.map((file) => posix.dirname(file)))].filter((folder) => folder !== '.')
  const globs = folders.map((folder) => `${escapePath(folder)}/**/*`)
  const paths = globs.length === 0 ? [] : globSync(globs, { cwd: root, ignore: NEVER_SEARCHED, dot: true })
  const sizes = paths
    .filter((path) => !files.has(path))
    .map((path) => ({ path, size: statSync(join(root, path)).size }))
  const small = sizes.filter(({ size }) => size <= MOST_BYTES)
  if (small.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES_IN_ALL) return new Map()
  return new Map(small.map(({ path }) => [path, readFileSync(join(root, path))]))
}
