import os from 'node:os'
import type Docker from 'dockerode'
import type { Config } from '../config/schema.js'
import { UsageError } from '../errors.js'
import { canonicalName } from './chosen.js'
import type { Engine, Project } from './engine.js'
import { FastEngine } from './fast.js'
import { WorkerPool } from './in-process/pool.js'
import { lua51 } from './lua51.js'
import { lua53 } from './lua53.js'
import { lua54 } from './lua54.js'
import { ENGINE_NAMES_HINT, PROCESS_PREFIX } from './names.js'
import { readAdapter } from './native/adapter.js'
import { axesOf, isNativeName, nameOfAxes } from './native/axes.js'
import { CommandImageEngine } from './native/command-image/engine.js'
import { findDocker } from './native/docker/endpoint.js'
import { NativeEngine } from './native/engine.js'
import { StudioEngine } from './native/studio.js'
import { ProcessEngine } from './process.js'

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
}

/**
 * Makes the engines of the given names: built-in ones, `process:<command>`, or ones the configuration
 * defines. Throws UsageError for a name that is none of these, and for an adapter that cannot be read.
 */
export function createEngines(names: readonly string[], config: Config, settings: EngineSettings): Engine[] {
  const shared = new Shared(settings)
  return [...new Set(names.map(canonicalName))].map((name) => createEngine(name, config, settings, shared))
}

function createEngine(name: string, config: Config, settings: EngineSettings, shared: Shared): Engine {
  const defined = Array.isArray(config.engines) ? undefined : config.engines?.[name]
  if (defined && defined !== true) {
    if ('adapter' in defined) return studioEngine(name, defined, settings, shared)
    const { image, command } = defined
    return image === undefined
      ? processEngine(name, command, settings)
      : commandImageEngine(name, { image, command }, settings, shared)
  }
  if (name.startsWith(PROCESS_PREFIX)) {
    return processEngine(name, name.slice(PROCESS_PREFIX.length).split(' ').filter(Boolean), settings)
  }
  if (isNativeName(name)) return nativeEngine(name, settings, shared)
  switch (name) {
    case 'fast':
      return new FastEngine(shared.pool)
    case 'lua51':
      return lua51(shared.pool)
    case 'lua53':
      return lua53(shared.pool)
    case 'lua54':
      return lua54(shared.pool)
    default:
      throw new UsageError(`there is no engine "${name}"`, { hint: ENGINE_NAMES_HINT })
  }
}

function nativeEngine(name: string, settings: EngineSettings, shared: Shared): Engine {
  const axes = axesOf(name)
  const { jobs: parallel, memoryBytes, runId } = settings
  return new NativeEngine({
    name: nameOfAxes(axes),
    axes,
    parallel,
    memoryBytes,
    runId,
    connect: shared.docker,
  })
}

function studioEngine(
  name: string,
  { image, adapter, env }: { image: string; adapter: string; env: Readonly<Record<string, string>> },
  { jobs: parallel, memoryBytes, runId, root }: EngineSettings,
  { docker: connect }: Shared,
): Engine {
  return new StudioEngine({
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

function processEngine(name: string, command: readonly string[], settings: EngineSettings): Engine {
  return new ProcessEngine({ name, command: nonEmpty(name, command), parallel: settings.jobs })
}

function commandImageEngine(
  name: string,
  { image, command }: { image: string; command: readonly string[] },
  { jobs: parallel, memoryBytes, runId }: EngineSettings,
  { docker: connect }: Shared,
): Engine {
  return new CommandImageEngine({
    name,
    image,
    command: nonEmpty(name, command),
    parallel,
    memoryBytes,
    runId,
    connect,
  })
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
      { files: project.files.files, warm: false },
      { size: jobs, ready: 1, heapBytes: memoryBytes },
    )
    return this.#pool
  }

  readonly docker = (): Promise<Docker> => {
    const { env } = this.#settings
    this.#docker ??= findDocker({ env, platform: process.platform, homedir: os.homedir() }).then(
      ({ docker }) => docker,
    )
    return this.#docker
  }
}
