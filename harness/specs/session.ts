import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import os from 'node:os'
import { join, relative, resolve, sep } from 'node:path'
import type { Case, Limits } from '../cases/case.js'
import { readSpecCase } from '../cases/discover.js'
import { moduleFiles, withFiles } from '../cases/file-set.js'
import { packagePathOf, requiredFiles } from '../cases/required-files.js'
import { type LoadedConfig, loadConfig } from '../config/load.js'
import type { Engine, Project } from '../engines/engine.js'
import { createEngines } from '../engines/registry.js'
import { EngineUnavailableError, messageOf } from '../errors.js'
import {
  type DefinedTest,
  emptyObservation,
  type Observation,
  type SeenTest,
} from '../observations/observation.js'
import { runCase } from '../runs/observe.js'
import { limitsOf, readProject } from '../runs/project.js'
import { findCases } from './find-cases.js'
import { withSpecProgram } from './spec-files.js'
import type { SpecFlags } from './spec-setup.js'
import { withIds } from './test-ids.js'

/** A test as a spec file defines it on some engine. */
export interface ListedTest extends DefinedTest {
  pending: boolean
}

/** Which tests a file defines. */
export interface SpecListing {
  tests: readonly ListedTest[]
  /** How it ended, where it could not be loaded, or the engine is not to be had. */
  problem: Observation | null
}

/** What came of the tests of a file. */
export interface SpecRun {
  tests: readonly SeenTest[]
  /** How it ended where no test was at work. */
  problem: Observation | null
}

export interface SessionOptions {
  /** Folder from which the configuration is looked for. */
  cwd: string
  /** Configuration file in place of the nearest one. */
  config?: string
  seed?: number
  /** As the command line would have them. */
  flags?: SpecFlags
}

/**
 * Engines that stay up while the files of a project change, to run spec files on one by one: for watching, and for Vitest.
 * An engine is started when it is first asked for.
 */
export class SpecSession {
  /** Absolute folder that files are relative to, with forward slashes. */
  readonly root: string
  readonly #options: SessionOptions
  readonly #loaded: LoadedConfig
  readonly #limits: Limits
  readonly #stopping = new AbortController()
  readonly #engines = new Map<string, Promise<Started | EngineUnavailableError>>()
  /** By engine and file. */
  readonly #listings = new Map<string, readonly ListedTest[]>()
  #state: Promise<State> | null = null
  /** Files that have changed since. */
  #changed: string[] | null = null

  constructor(loaded: LoadedConfig, options: SessionOptions) {
    this.root = loaded.root
    this.#loaded = loaded
    this.#options = options
    this.#limits = limitsOf(loaded.config)
  }

  /** Absolute paths of all spec files of the project. */
  async specFiles(): Promise<string[]> {
    const { cases } = await this.#current()
    return cases.flatMap(({ spec, file }) => (spec && file ? [join(this.root, file)] : []))
  }

  async list(engine: string, file: string): Promise<SpecListing> {
    const seen = await this.#run(engine, file, 'list', null)
    const tests = seen.tests?.listed ?? []
    this.#listings.set(`${engine}\n${this.#relative(file)}`, tests)
    return { tests, problem: problemOf(seen) }
  }

  /**
   * Runs the tests of these numbers, all of them for null; `onTest` is called for each when the file has been run. Numbers
   * are those of the last listing on the engine: a file may define its tests in another order in every VM.
   */
  async run(
    engine: string,
    file: string,
    only: readonly number[] | null,
    onTest: (test: SeenTest) => void = () => {},
  ): Promise<SpecRun> {
    const listed = this.#listings.get(`${engine}\n${this.#relative(file)}`)
    const numbered = ({ tests }: Observation): SeenTest[] =>
      listed ? asListed(tests?.ended ?? [], listed) : [...(tests?.ended ?? [])]
    let seen = await this.#run(engine, file, 'run', only)
    let tests = numbered(seen)
    if (only && listed && !problemOf(seen) && !only.every((n) => tests.some((test) => test.n === n))) {
      // Other tests have these numbers this time; among all of them are those that are wanted.
      seen = await this.#run(engine, file, 'run', null)
      tests = numbered(seen)
    }
    const wanted = only ? tests.filter(({ n }) => n === 0 || only.includes(n)) : tests
    for (const test of wanted) onTest(test)
    return { tests: wanted, problem: problemOf(seen) }
  }

  /** Files of the project have changed, come or gone (absolute paths): what is asked for from now on sees the new ones. */
  filesChanged(paths: readonly string[]): void {
    // Read when somebody asks: a file that has just been opened for writing may still be empty.
    this.#changed = [...(this.#changed ?? []), ...paths.map((path) => this.#relative(path))]
  }

  /** Absolute paths of the files that a spec file needs: what it requires, its helper, the host's fakes. */
  async dependencies(file: string): Promise<string[]> {
    const { project, options } = await this.#current()
    const testCase = await this.#case(file)
    const files = moduleFiles(project.files)
    const path = packagePathOf(testCase, project.packagePath)
    const needed = new Set(requiredFiles(testCase.source, files, path).keys())
    for (const own of [options.helper, project.host.lua?.path]) {
      const bytes = own && files.get(own)
      if (!own || !bytes) continue
      needed.add(own)
      for (const more of requiredFiles(bytes, files, path).keys()) needed.add(more)
    }
    if (project.host.lua) needed.add(project.host.lua.path)
    needed.delete(this.#relative(file))
    return [...needed].map((path) => join(this.root, path))
  }

  /** Stops all engines. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    const started = await Promise.all(this.#engines.values())
    await Promise.all(
      started.map((each) => (each instanceof EngineUnavailableError ? null : each.engine.stop())),
    )
  }

  async #run(
    name: string,
    file: string,
    mode: 'run' | 'list',
    only: readonly number[] | null,
  ): Promise<Observation> {
    const testCase = await this.#case(file)
    const { project } = await this.#current()
    const engine = await this.#engine(name, project)
    if (engine instanceof EngineUnavailableError) {
      const hint = engine.hint === null ? '' : ` (${engine.hint})`
      return emptyObservation('unavailable', `${messageOf(engine)}${hint}`)
    }
    const wanted: Case = { ...testCase, spec: { ...testCase.spec!, mode, only } }
    return runCase(engine, wanted, this.#limits)
  }

  async #case(file: string): Promise<Case> {
    const { options } = await this.#current()
    const { config } = this.#loaded
    return readSpecCase(this.#relative(file), {
      root: this.root,
      seed: this.#options.seed ?? config.seed,
      options,
    })
  }

  #relative(file: string): string {
    return relative(this.root, resolve(this.root, file)).split(sep).join('/')
  }

  #current(): Promise<State> {
    const changed = this.#changed
    this.#changed = null
    if (changed && this.#state)
      this.#state = this.#state.then(
        (state) => this.#refresh(state, changed),
        () => this.#load(),
      )
    this.#state ??= this.#load()
    return this.#state
  }

  // Where known files have other bytes, all that is done is to read these: looking for files takes longer than a spec.
  async #refresh(state: State, changed: readonly string[]): Promise<State> {
    const { files } = state.project.files
    if (changed.length === 0 || !changed.every((path) => files.has(path))) return this.#load()
    const read = await Promise.allSettled(
      changed.map(async (path) => [path, await readFile(join(this.root, path))] as const),
    )
    if (read.some(({ status }) => status === 'rejected')) return this.#load()
    const bytes = new Map(read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])))
    const host = state.project.host.lua
    const source = host && bytes.get(host.path)
    const project = {
      ...state.project,
      files: withFiles(state.project.files, bytes),
      ...(host && source && { host: { ...state.project.host, lua: { ...host, source } } }),
    }
    return { ...state, project }
  }

  async #load(): Promise<State> {
    const seed = this.#options.seed ?? this.#loaded.config.seed
    const { flags = {} } = this.#options
    const { cases, specs } = await findCases(this.#loaded, { cwd: this.root, paths: [], seed, flags })
    const project = await readProject(this.#loaded, cases)
    // Which files are specs, whoever asks may see otherwise than the configuration.
    return { cases, options: specs.options, project: { ...project, files: withSpecProgram(project.files) } }
  }

  async #engine(name: string, project: Project): Promise<Engine | EngineUnavailableError> {
    const known = this.#engines.get(name) ?? this.#start(name, project)
    this.#engines.set(name, known)
    const started = await known
    if (started instanceof EngineUnavailableError) return started
    if (started.files === project.files.id) return started.engine
    if (started.engine.update) {
      started.engine.update(project)
      started.files = project.files.id
      return started.engine
    }
    // It has the files of before for good. Whoever asks at the same time waits for the same new one.
    if (this.#engines.get(name) === known)
      this.#engines.set(
        name,
        started.engine.stop().then(() => this.#start(name, project)),
      )
    return this.#engine(name, project)
  }

  async #start(name: string, project: Project): Promise<Started | EngineUnavailableError> {
    const { config, root } = this.#loaded
    const [engine] = await createEngines([name], config, {
      jobs: config.jobs ?? os.availableParallelism(),
      memoryBytes: this.#limits.memoryBytes,
      runId: randomUUID(),
      root,
      env: process.env,
    })
    if (!engine) throw new Error(`no engine was made for the name ${name}`)
    try {
      await engine.start(project, this.#stopping.signal)
      return { engine, files: project.files.id }
    } catch (error) {
      await engine.stop()
      if (error instanceof EngineUnavailableError) return error
      if (this.#stopping.signal.aborted) return new EngineUnavailableError('the session is over')
      throw error
    }
  }
}

interface State {
  cases: readonly Case[]
  options: NonNullable<Case['spec']>['options']
  project: Project
}

interface Started {
  engine: Engine
  /** Id of the files that it has. */
  files: string
}

/** Opens a session for the project of a folder. Throws UsageError for a configuration that cannot be used. */
export async function openSpecSession(options: SessionOptions): Promise<SpecSession> {
  return new SpecSession(await loadConfig(options.cwd, options.config), options)
}

// The numbers that the listing has for these names; what it does not have is no test of its own.
function asListed(tests: readonly SeenTest[], listed: readonly ListedTest[]): SeenTest[] {
  const names = new Map(listed.map((test) => [test.n, test.names.join('\n')]))
  const byId = withIds('', listed)
  return [...withIds('', tests)].map(([id, test]) => {
    if (test.n === 0 || names.get(test.n) === test.names.join('\n')) return test
    return { ...test, n: byId.get(id)?.n ?? 0 }
  })
}

function problemOf(seen: Observation): Observation | null {
  // What the file got on without, its tests say.
  const isFine = seen.outcome === 'pass' || (seen.outcome === 'unsupported' && seen.tests?.ended.length)
  return isFine ? null : seen
}
