import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { messageOf, UsageError } from '../errors.js'
import type { SpecOptions } from '../prelude/job.js'
import type { Case } from './case.js'
import { topComments } from './comments.js'
import { readExpectations, readSpecExpectations } from './expectations.js'
import { NEVER_SEARCHED } from './file-set.js'
import { readReal } from './real.js'

export interface DiscoverOptions {
  /** Project root; ids and messages are relative to it. */
  root: string
  /** Folder that command-line paths are relative to. */
  cwd: string
  /** Globs of the configuration, relative to the root; null for every Lua file, if there are no specs. */
  scripts: readonly string[] | null
  /** Globs of the spec files, relative to the root, and how these are run; null where specs are not asked for. */
  specs: { globs: readonly string[]; options: SpecOptions } | null
  /** Paths, folders or globs from the command line; empty for everything configured. */
  paths: readonly string[]
  seed: number
}

/**
 * Finds the scripts and spec files to run: a file named is run as it is, a folder stands for what is configured in it, a
 * glob for what it matches. Sorted by path, each once. Throws UsageError for a path that is not there, finds nothing, or
 * holds an `-- expect:` or `-- real:` line that is not understood.
 */
export async function discoverCases(options: DiscoverOptions): Promise<Case[]> {
  const { root, paths, specs } = options
  const find = (globs: readonly string[]): string[] =>
    globs.length === 0 ? [] : globSync([...globs], { cwd: root, ignore: NEVER_SEARCHED })
  const specFiles = find(specs?.globs ?? [])
  const scripts = options.scripts ?? (specFiles.length > 0 ? [] : ['**/*.lua'])
  const configured = [...new Set([...find(scripts), ...specFiles])]
  const globs = [...scripts, ...(specs?.globs ?? [])]
  const found = new Set<string>()
  for (const path of paths)
    for (const file of await resolvePath(path, configured, globs, options)) found.add(file)
  if (paths.length === 0) for (const file of configured) found.add(file)
  if (found.size === 0) {
    throw new UsageError(`no scripts found: nothing in ${root} matches ${globs.join(', ')}`, {
      hint: 'Name a script, or set `scripts` in luaparity.config.ts to globs of your Lua files, `specs` to those of your specs.',
    })
  }
  const [all, known] = [new Set(specFiles), new Set(configured)]
  // Elsewhere than in the project, or not to be searched.
  let named: ((file: string) => boolean) | null = null
  const isSpec = (file: string): boolean => {
    if (all.has(file)) return true
    if (known.has(file)) return false
    named ??= picomatch([...(specs?.globs ?? [])])
    return named(file)
  }
  return [...found].sort().map((file) => readCase(file, isSpec(file) ? specs!.options : null, options))
}

/** The case for `-e`: its source is the argument. */
export function snippetCase(source: string, seed: number, number: number): Case {
  const id = number === 1 ? '-e' : `-e ${number}`
  return {
    id,
    kind: 'snippet',
    file: null,
    line: 1,
    source: Buffer.from(source, 'utf8'),
    chunk: `=${id}`,
    arguments: [],
    seed,
    expectations: [],
  }
}

async function resolvePath(
  path: string,
  configured: string[],
  globs: readonly string[],
  options: DiscoverOptions,
): Promise<string[]> {
  const absolute = resolve(options.cwd, path)
  const found = await stat(absolute).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw new UsageError(`${path} cannot be read: ${error.message}`, { cause: error })
  })
  if (found?.isFile()) return [fromRoot(absolute, options.root)]
  if (found?.isDirectory())
    return inFolder(path, fromRoot(absolute, options.root), { configured, globs, root: options.root })
  if (!isDynamicPattern(path)) {
    throw new UsageError(`${path} does not exist (looked in ${options.cwd})`, {
      hint: 'Name a Lua file, a folder or a glob such as "scripts/**/*.lua".',
    })
  }
  const matches = globSync(path, { cwd: options.cwd, ignore: NEVER_SEARCHED, absolute: true })
  if (matches.length === 0) throw new UsageError(`no file matches ${path} (looked in ${options.cwd})`)
  return matches.map((match) => fromRoot(match, options.root))
}

function inFolder(
  path: string,
  folder: string,
  { configured, globs, root }: { configured: readonly string[]; globs: readonly string[]; root: string },
): string[] {
  const prefix = folder === '' ? '' : `${folder}/`
  const scripts = configured.filter((file) => file.startsWith(prefix))
  if (scripts.length > 0) return scripts
  const all = globSync(`${prefix}**/*.lua`, { cwd: root, ignore: NEVER_SEARCHED })
  const because = all.length > 0 ? `; its ${all.length} Lua files match none of ${globs.join(', ')}` : ''
  throw new UsageError(`no scripts in the folder ${path}${because}`, {
    hint: 'Name the files themselves, or add the folder to `scripts` in luaparity.config.ts.',
  })
}

/** The case of a spec file, by its path below the root. Throws UsageError as `discoverCases` does. */
export function readSpecCase(
  file: string,
  { root, seed, options }: { root: string; seed: number; options: SpecOptions },
): Case {
  return readCase(file, options, { root, seed })
}

function readCase(
  file: string,
  spec: SpecOptions | null,
  options: Pick<DiscoverOptions, 'root' | 'seed'>,
): Case {
  const source = readSource(file, options.root)
  const { expectations, problems: unclear } = (spec ? readSpecExpectations : readExpectations)(source)
  const { real, problems: unreal } = readReal(topComments(source))
  const problems = [...unclear, ...unreal].sort((a, b) => a.line - b.line)
  if (problems.length > 0) {
    throw new UsageError(problems.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'))
  }
  return {
    id: file,
    kind: spec ? 'test' : 'script',
    file,
    line: 1,
    // Lua itself takes a first line with # for a comment only in files; the chunk is given as a string.
    source: source[0] === 0x23 ? Buffer.concat([Buffer.from('--'), source]) : source,
    chunk: `@${file}`,
    arguments: [],
    seed: options.seed,
    expectations,
    ...(spec && { spec: { options: spec, mode: 'run', only: null, skip: [], part: { kind: 'all' } } }),
    ...(real.length > 0 && { real }),
  }
}

// At once rather than in turns with other work: of small files, most of the time would be spent on taking turns.
function readSource(file: string, root: string): Buffer {
  try {
    return readFileSync(resolve(root, file))
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${messageOf(cause)}`, { cause })
  }
}

function fromRoot(absolute: string, root: string): string {
  const path = relative(root, absolute)
  // Outside the root (another drive on Windows) there is no relative path; the name must do.
  return (
    (path.startsWith('..') ? resolve(absolute) : path).split(sep).join('/') ||
    (absolute === root ? '' : basename(absolute))
  )
}
