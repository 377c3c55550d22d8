import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { messageOf, UsageError } from '../errors.js'
import { type Config, configSchema, describeIssues } from './schema.js'

const NAMES = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `luaparity.config.${extension}`)

export interface LoadedConfig {
  config: Config
  /** Absolute folder that paths in the configuration are relative to. */
  root: string
  /** Absolute path of the file, null when there is none and the defaults apply. */
  file: string | null
}

/**
 * Loads `file`, or the nearest luaparity.config.* in `cwd` or above it. Throws UsageError when it
 * cannot be read or does not fit the schema.
 */
export async function loadConfig(cwd: string, file?: string): Promise<LoadedConfig> {
  const path = file === undefined ? findUpwards(cwd) : resolve(cwd, file)
  if (path === null) return { config: configSchema.parse({}), root: cwd, file: null }
  if (!existsSync(path) || !(await stat(path)).isFile()) {
    throw new UsageError(`the configuration file ${path} does not exist`)
  }
  const parsed = configSchema.safeParse(await read(path))
  if (parsed.success) return { config: parsed.data, root: dirname(path), file: path }
  const problems = describeIssues(parsed.error).map((line) => `  ${line}`)
  throw new UsageError(`${path} is not valid:\n${problems.join('\n')}`)
}

async function read(path: string): Promise<unknown> {
  try {
    switch (extname(path)) {
      case '.json':
        return JSON.parse(await readFile(path, 'utf8'))
      case '.ts':
      case '.mts':
        return await readTypeScript(path)
      default:
        return await readModule(path)
    }
  } catch (cause) {
    throw new UsageError(`${path} could not be loaded: ${messageOf(cause)}`, { cause })
  }
}

// A module is read once by its address: one that has changed since, while a project is watched, has to have another.
async function readModule(path: string): Promise<unknown> {
  const { mtimeMs } = await stat(path)
  const module = (await import(`${pathToFileURL(path).href}?changed=${mtimeMs}`)) as { default?: unknown }
  return module.default
}

// Node 20 does not read TypeScript by itself. Loaded only where it is needed, as it takes its time.
async function readTypeScript(path: string): Promise<unknown> {
  // Required rather than imported: looking for the names it exports takes Node longer than running it.
  const { createJiti } = createRequire(import.meta.url)('jiti') as typeof import('jiti')
  return createJiti(path, { moduleCache: false }).import(path, { default: true })
}

function findUpwards(start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = NAMES.map((name) => join(folder, name)).find((path) => existsSync(path))
    if (found) return found
    if (dirname(folder) === folder) return null
  }
}
