import { readFile } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import type { Case, Limits } from '../cases/case.js'
import { readFileSet } from '../cases/file-set.js'
import type { LoadedConfig } from '../config/load.js'
import type { Config } from '../config/schema.js'
import type { HostContract, Project } from '../engines/engine.js'
import { messageOf, UsageError } from '../errors.js'
import { withSpecFiles } from '../specs/spec-files.js'

/** Reads what all cases share: module files and the host contract. Throws UsageError for a missing file. */
export async function readProject({ config, root }: LoadedConfig, cases: readonly Case[]): Promise<Project> {
  const lpath = cases.find(({ spec }) => spec)?.spec?.options.lpath ?? ''
  // As `package.path` of specs has them: from the project's folder, which is where the engines have them.
  const templates = lpath.split(';').map((template) => template.replace(/^(\.\/)+/, ''))
  const own = templates.filter((template) => template.includes('?') && !isOutside(template))
  const files = await readFileSet(root, [...config.modules, ...own], config.data)
  return {
    root,
    files: withSpecFiles(files, cases, root),
    specs: new Set(cases.flatMap(({ spec, file }) => (spec && file ? [file] : []))),
    packagePath: config.modules.join(';'),
    time: config.time,
    env: config.env,
    determinism: config.determinism,
    host: await readHost(config, root),
  }
}

function isOutside(template: string): boolean {
  return isAbsolute(template) || template.split('/').includes('..')
}

/** The limits of the configuration in the units that engines use. */
export function limitsOf({ limits }: Config, timeoutMs?: number): Limits {
  return {
    timeoutMs: timeoutMs ?? limits.timeoutMs,
    memoryBytes: Math.round(limits.memoryMb * 2 ** 20),
    outputBytes: Math.round(limits.outputKb * 1024),
    valueBytes: Math.round(limits.valuesKb * 1024),
    instructions: limits.instructions ?? null,
    cpuMs: limits.cpuMs ?? null,
    children: limits.children,
  }
}

async function readHost(config: Config, root: string): Promise<HostContract> {
  const read = async (key: 'lua' | 'ruby'): Promise<HostContract['lua']> => {
    const path = config.host[key]
    if (path === undefined) return null
    try {
      return { path, source: await readFile(resolve(root, path)) }
    } catch (cause) {
      throw new UsageError(`host.${key} names ${path}, which cannot be read: ${messageOf(cause)}`, { cause })
    }
  }
  return { lua: await read('lua'), ruby: await read('ruby') }
}
