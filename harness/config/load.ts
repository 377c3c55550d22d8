import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { loadConfig as loadFile } from 'c12'
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
    const { config, layers } = await loadFile({
      cwd: dirname(path),
      configFile: path,
      rcFile: false,
      globalRc: false,
      packageJson: false,
      dotenv: false,
      extend: false,
      // Nothing but the file itself: no environment-specific overrides.
      envName: false,
    })
    // What is no object would be taken for an empty one.
    const exported = layers?.[0]?.config as unknown
    return typeof exported === 'object' ? config : exported
  } catch (cause) {
    throw new UsageError(`${path} could not be loaded: ${messageOf(cause)}`, { cause })
  }
}

function findUpwards(start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = NAMES.map((name) => join(folder, name)).find((path) => existsSync(path))
    if (found) return found
    if (dirname(folder) === folder) return null
  }
}
