import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { escapePath, glob } from 'tinyglobby'
import { NEVER_SEARCHED } from '../cases/file-set.js'
import type { LoadedConfig } from '../config/load.js'
import { UsageError } from '../errors.js'
import type { SpecOptions } from '../prelude/job.js'
import type { BustedSettings } from './busted-file.js'
import { patternExpression } from './lua-pattern.js'

/** What the command line says about specs; what it does not say, the `.busted` file may. */
export interface SpecFlags {
  lpath?: string[]
  helper?: string
  Xhelper?: string[]
  tags?: string[]
  excludeTags?: string[]
  filter?: string[]
  filterOut?: string[]
  name?: string[]
  excludeName?: string[]
  shuffle?: boolean
  lazy?: boolean
  /** Which configuration of the `.busted` file. */
  run?: string
  bustedFile?: string
}

/** Which files are specs, and how they are run. */
export interface SpecSetup {
  globs: readonly string[]
  options: SpecOptions
}

/** Runs the `.busted` file of this path below the root on some VM. */
export type ReadBusted = (file: string, run: string | null) => Promise<BustedSettings>

const GLOBS = ['**/*_spec.lua', '**/*.test.lua']
/** Busted's own default. */
const LPATH = './src/?.lua;./src/?/?.lua;./src/?/init.lua'
const BUSTED_FILE = '.busted'

/**
 * Puts together what the command line, the configuration and the `.busted` file say of specs. Throws UsageError for a
 * `.busted` file that was named and is not there, or cannot be used.
 */
export async function specSetup(
  { config, root }: LoadedConfig,
  flags: SpecFlags,
  seed: number,
  readBusted: ReadBusted,
): Promise<SpecSetup> {
  const named = flags.bustedFile ?? config.busted.file
  const file = named ?? BUSTED_FILE
  const isThere = existsSync(join(root, file))
  if (named !== undefined && !isThere) throw new UsageError(`${named} does not exist (looked in ${root})`)
  const run = flags.run ?? config.busted.run ?? null
  if (run !== null && !isThere)
    throw new UsageError(`there is no ${file} in ${root} that has the configuration "${run}"`)
  const busted: BustedSettings = isThere ? await readBusted(file, run) : new Map()
  const globs = config.specs ?? (await bustedFiles(root, busted)) ?? GLOBS
  return { globs, options: optionsOf(flags, busted, seed) }
}

function optionsOf(flags: SpecFlags, busted: BustedSettings, seed: number): SpecOptions {
  const list = (given: readonly string[] | undefined, option: string): string[] => [
    ...(given ?? busted.get(option) ?? []),
  ]
  const words = (given: readonly string[] | undefined, option: string): string[] =>
    list(given, option)
      .flatMap((text) => text.split(','))
      .filter(Boolean)
  const is = (option: string): boolean | undefined => {
    const value = busted.get(option)?.[0]
    return value === undefined ? undefined : value === 'true'
  }
  return {
    helper: flags.helper ?? busted.get('helper')?.[0] ?? null,
    helper_args: words(flags.Xhelper, 'Xhelper'),
    lpath: list(flags.lpath, 'lpath').join(';') || LPATH,
    tags: words(flags.tags, 'tags'),
    exclude_tags: words(flags.excludeTags, 'exclude-tags'),
    filter: list(flags.filter, 'filter'),
    filter_out: list(flags.filterOut, 'filter-out'),
    names: list(flags.name, 'name'),
    exclude_names: list(flags.excludeName, 'exclude-name'),
    shuffle: flags.shuffle ?? is('shuffle') ?? is('shuffle-tests') ?? false,
    seed,
    lazy: flags.lazy ?? is('lazy') ?? false,
    bail: is('keep-going') === false,
  }
}

// As busted finds them: below its roots, by patterns for the name of the file. Null where the file says nothing of it.
async function bustedFiles(root: string, busted: BustedSettings): Promise<string[] | null> {
  const roots = busted.get('ROOT')
  if (!roots && !busted.has('pattern') && !busted.has('exclude-pattern')) return null
  const wanted = (busted.get('pattern') ?? ['_spec']).map(patternExpression)
  const unwanted = (busted.get('exclude-pattern') ?? []).map(patternExpression)
  const depth = busted.get('recursive')?.[0] === 'false' ? '*.lua' : '**/*.lua'
  const globs = (roots ?? ['spec']).flatMap((path) => {
    const folder = path.replace(/^\.\/+/, '').replace(/\/+$/, '')
    if (folder.endsWith('.lua')) return [escapePath(folder)]
    return [folder === '' || folder === '.' ? depth : `${escapePath(folder)}/${depth}`]
  })
  const files = await glob(globs, { cwd: root, ignore: NEVER_SEARCHED })
  const isSpec = (path: string): boolean => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    return wanted.some((pattern) => pattern.test(name)) && !unwanted.some((pattern) => pattern.test(name))
  }
  return files
    .filter(isSpec)
    .sort()
    .map((path) => escapePath(path))
}
