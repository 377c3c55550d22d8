import os from 'node:os'
import type Docker from 'dockerode'
import type { Config } from '../config/schema.js'
import { UsageError } from '../errors.js'
import { canonicalName } from './chosen.js'
import type { Engine, Project } from './engine.js'
import { FastEngine } from './fast.js'
import { IMAGE_FOLDER, Images } from './in-process/fast-vm/images.js'
import { WorkerPool } from './in-process/pool.js'
import { lua51 } from './lua51.js'
import { lua53 } from './lua53.js'
import { lua54 } from './lua54.js'
import { ENGINE_NAMES_HINT, PROCESS_PREFIX } from './names.js'
import { axesOf, isNativeName, nameOfAxes } from './native/axes.js'

// The others are loaded when one is made: what speaks to Docker alone takes longer to load than a run of the fast VM takes.

export { canonicalName, chosenEngines, type EngineChoice } from './chosen.js'

/** What making engines needs to know of the run. */
export interface EngineSettings {
  /** Cases at once, in worker threads and in each container. */
  jobs: number
  memoryBytes: number
  runId: string
  /** Absolute folder that paths in the configuration are relative to. */
  root: string
  env: Readonly<Record<string, string | undefined>>
  /** Threads for the fast VM, where there are some already. */
  fastPool?: WorkerPool | null
}

/**
 * Makes the engines of the given names: built-in ones, `process:<command>`, or ones the configuration
 * defines. Throws UsageError for a name that is none of these, and for an adapter that cannot be read.
 */
export async function createEngines(
  names: readonly string[],
  config: Config,
  settings: EngineSettings,
): Promise<Engine[]> {
  const all = [...new Set(names.map(canonicalName))]
  const makers = await Promise.all(all.map((name) => loadEngine(name, config)))
  const shared = new Shared(settings)
  return makers.map((make) => make(settings, shared))
}

/** The same for one that is made again and again, each time with nothing that the others use. */
export async function engineMaker(
  name: string,
  config: Config,
  settings: () => EngineSettings,
): Promise<() => Engine> {
  const make = await loadEngine(canonicalName(name), config)
  return () => {
    const own = settings()
    return make(own, new Shared(own))
  }
}

type MakeEngine = (settings: EngineSettings, shared: Shared) => Engine

async function loadEngine(name: string, config: Config): Promise<MakeEngine> {
  const defined = Array.isArray(config.engines) ? undefined : config.engines?.[name]
  if (defined && defined !== true) {
    if ('adapter' in defined) return studioEngine(name, defined)
    const { image, command } = defined
    return image === undefined ? processEngine(name, command) : commandImageEngine(name, { image, command })
  }
  if (name.startsWith(PROCESS_PREFIX))
    return processEngine(name, name.slice(PROCESS_PREFIX.length).split(' ').filter(Boolean))
  if (isNativeName(name)) return nativeEngine(name)
  switch (name) {
    case 'fast':
      return ({ fastPool }, { pool }) =>
        fastPool ? new FastEngine(() => fastPool, new Images(IMAGE_FOLDER)) : new FastEngine(pool)
    case 'lua51':
      return (_, { pool }) => lua51(pool)
    case 'lua53':
      return (_, { pool }) => lua53(pool)
    case 'lua54':
      return (_, { pool }) => lua54(pool)
    default:
      throw new UsageError(`there is no engine "${name}"`, { hint: ENGINE_NAMES_HINT })
  }
}

async function nativeEngine(name: string): Promise<MakeEngine> {
  const { NativeEngine } = await import('./native/engine.js')
  const axes = axesOf(name)
  return ({ jobs: parallel, memoryBytes, runId }, { docker: connect }) =>
    new NativeEngine({ name: nameOfAxes(axes), axes, parallel, memoryBytes, runId, connect })
}

async function studioEngine(
  name: string,
  { image, adapter, env }: { image: string; adapter: string; env: Readonly<Record<string, string>> },
): Promise<MakeEngine> {
  const { readAdapter } = await import('./native/adapter.js')
  const { StudioEngine } = await import('./native/studio.js')
  return ({ jobs: parallel, memoryBytes, runId, root }, { docker: connect }) =>
    new StudioEngine({
      name,
      image,
      adapter: readAdapter(adapter, root),
      env,
      parallel,
      memoryBytes,
      runId,
      connect,
    })
}

async function processEngine(name: string, words: readonly string[]): Promise<MakeEngine> {
  const { ProcessEngine } = await import('./process.js')
  const command = nonEmpty(name, words)
  return ({ jobs: parallel }) => new ProcessEngine({ name, command, parallel })
}

async function commandImageEngine(
  name: string,
  { image, command: words }: { image: string; command: readonly string[] },
): Promise<MakeEngine> {
  const { CommandImageEngine } = await import('./native/command-image/engine.js')
  const command = nonEmpty(name, words)
  return ({ jobs: parallel, memoryBytes, runId }, { docker: connect }) =>
    new CommandImageEngine({ name, image, command, parallel, memoryBytes, runId, connect })
}

function nonEmpty(name: string, command: readonly string[]): [string, ...string[]] {
  const [executable, ...rest] = command
  if (!executable) throw new UsageError(`the engine "${name}" names no command`)
  return [executable, ...rest]
}

// What several engines of a run use together: the worker threads, and the way to Docker.
class Shared {
  readonly #settings: EngineSettings
  #pool: WorkerPool | null = null
  #docker: Promise<Docker> | null = null

  constructor(settings: EngineSettings) {
    this.#settings = settings
  }

  readonly pool = (project: Project): WorkerPool => {
    const { jobs, memoryBytes } = this.#settings
    this.#pool ??= new WorkerPool(
      { files: project.files.files },
      { size: jobs, ready: 1, heapBytes: memoryBytes },
    )
    return this.#pool
  }

  readonly docker = (): Promise<Docker> => {
    this.#docker ??= this.#findDocker()
    return this.#docker
  }

  async #findDocker(): Promise<Docker> {
    const { findDocker } = await import('./native/docker/endpoint.js')
    const { env } = this.#settings
    return (await findDocker({ env, platform: process.platform, homedir: os.homedir() })).docker
  }
}
