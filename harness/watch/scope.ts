import type { Stats } from 'node:fs'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { ledgerFile } from '../ledger/load.js'
import type { Snapshot } from './snapshot.js'

/** Which files a project depends on, as far as that decides what is watched; absolute paths. */
export interface Scope {
  root: string
  /** Single files by whatever name: of the configuration, the host, the ledger. */
  files: readonly string[]
  /** Those of them, and scripts named on the command line, that are not below the root. */
  outside: readonly string[]
  /** Folders of spec files: all that lies there a test may read. */
  folders: readonly string[]
  /** Globs of data, relative to the root. */
  data: readonly string[]
}

export function scopeOf({ loaded, cases, project }: Snapshot): Scope {
  const { root, config, file } = loaded
  const { lua, ruby } = project.host
  const named = [config.busted.file ?? '.busted', lua?.path, ruby?.path, helperOf(cases)]
  const files = [
    ...(file === null ? [] : [file]),
    ledgerFile(loaded).path,
    ...named.flatMap((path) => (path ? [resolve(root, path)] : [])),
  ]
  const sources = cases.flatMap((each) => (each.case.file ? [resolve(root, each.case.file)] : []))
  const specs = cases.flatMap((each) =>
    each.case.spec && each.case.file ? [dirname(resolve(root, each.case.file))] : [],
  )
  return {
    root,
    files,
    outside: [...files, ...sources].filter((path) => !isBelow(path, root)),
    // The root itself holds everything.
    folders: [...new Set(specs)].filter((folder) => folder !== root).sort(),
    data: config.data,
  }
}

/** Whether this file, or anything in this folder, may matter; without `stats`, as long as it is not known what it is. */
export function isWatched(path: string, stats: Pick<Stats, 'isFile'> | undefined, scope: Scope): boolean {
  const { root, files, outside, folders, data } = scope
  if (path === root || files.includes(path) || outside.includes(path)) return true
  const name = basename(path)
  if (name === 'node_modules' || name === '.git') return false
  if (!stats) return true
  // Hidden folders are not searched for scripts either.
  if (!stats.isFile()) return !name.startsWith('.')
  if (name.endsWith('.lua') || name.startsWith('luaparity.config.')) return true
  if (folders.some((folder) => isBelow(path, folder))) return true
  return data.length > 0 && picomatch([...data])(relative(root, path).split(sep).join('/'))
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
}

function helperOf(cases: Snapshot['cases']): string | undefined {
  return cases.find((each) => each.case.spec?.options.helper)?.case.spec?.options.helper ?? undefined
}
