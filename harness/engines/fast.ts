import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Case, Limits } from '../cases/case.js'
import { moduleFiles } from '../cases/file-set.js'
import { EngineUnavailableError } from '../errors.js'
import type { Observation } from '../observations/observation.js'
import { preludeSetup } from '../prelude/bundle.js'
import { renderJob } from '../prelude/job.js'
import { buildJob, jobArguments } from './case-job.js'
import type { Engine, Fingerprint, Project } from './engine.js'
import { findFastVm, loadFastVmSync } from './in-process/fast-vm/artefact.js'
import { compileFastVm } from './in-process/fast-vm/compile.js'
import { Dispatcher } from './in-process/fast-vm/dispatcher.js'
import { interpret } from './in-process/interpret.js'
import type { TaskRun, WorkerPool } from './in-process/pool.js'
import type { FastSetup, SharedFiles } from './in-process/task.js'

// Compiling them beforehand saves time only while what has to be put back for each case stays small.
const MOST_MODULE_BYTES = 2 ** 20

/**
 * Our own VM in WebAssembly, which behaves as LuaJIT does: the memory of a worker's machine is put back to a
 * snapshot before each case, which costs a tenth of a millisecond.
 */
export class FastEngine implements Engine {
  readonly name = 'fast'
  readonly kind = 'in-process'
  readonly axes = null
  readonly #makePool: (project: Project) => WorkerPool
  /** What observations of cases that go over keys in no fixed order were made from. */
  readonly #events = new WeakMap<Observation, readonly string[]>()
  readonly #programs = new Map<string, FastSetup['program']>()
  #module: WebAssembly.Module | null = null
  #project: Project | null = null
  #files: SharedFiles = sharedFiles(new Map())
  #modules: readonly string[] = []
  #pool: WorkerPool | null = null
  #dispatcher: Dispatcher | null = null
  #roundHalfUp = true

  constructor(pool: (project: Project) => WorkerPool) {
    this.#makePool = pool
  }

  get concurrency(): number {
    return this.#dispatcher?.concurrency ?? 1
  }

  async start(project: Project): Promise<void> {
    // Once here, in words, rather than in a worker for every case.
    this.#module = compileFastVm(loadFastVmSync())
    this.update(project)
    this.#pool = this.#makePool(project)
    this.#dispatcher = new Dispatcher(this.#pool)
  }

  update(project: Project): void {
    this.#project = project
    this.#files = sharedFiles(project.files.files)
    this.#modules = modulesOf(project)
    this.#programs.clear()
  }

  abandon(): void {
    this.#dispatcher?.abandon()
  }

  /** Numbers are rounded as the reference's LuaJIT does when they are printed. */
  follow({ rounding }: Fingerprint): void {
    if (rounding === 'half-up' || rounding === 'half-even') this.#roundHalfUp = rounding === 'half-up'
  }

  async run(testCase: Case, limits: Limits): Promise<Observation> {
    const seen = await this.#send(testCase, limits, 0)
    const observation = interpret(seen, limits)
    if (observation.iterates) this.#events.set(observation, seen.events)
    return observation
  }

  async runInOrder(testCase: Case, limits: Limits, order: number, usual: Observation): Promise<Observation> {
    const seen = await this.#send(testCase, limits, order)
    // The same events to the letter, as nearly always: neither to be read nor to be compared again.
    const events = this.#events.get(usual)
    if (seen.end.kind === 'done' && seen.end.failure === null && isDeepStrictEqual(seen.events, events))
      return usual
    return interpret(seen, limits)
  }

  async #send(testCase: Case, limits: Limits, order: number): Promise<TaskRun> {
    if (!this.#dispatcher) throw new EngineUnavailableError('fast has not been started')
    const parameters = [testCase.source, testCase.chunk, ...jobArguments(testCase)]
    return this.#dispatcher.run({
      setup: this.#setup(testCase, limits),
      order,
      parameters: parameters.map((parameter) => Buffer.from(parameter)),
      memoryBytes: limits.memoryBytes,
      timeoutMs: limits.timeoutMs,
      instructions: limits.instructions,
    })
  }

  async stop(): Promise<void> {
    await this.#pool?.destroy()
  }

  async fingerprint(): Promise<Fingerprint> {
    return {
      vm: 'Lua 5.2.4 with the behaviour of LuaJIT 2.1 (fast)',
      wasm: `sha256:${findFastVm()?.sha256}`,
      rounding: this.#roundHalfUp ? 'half-up' : 'half-even',
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
    }
  }

  // What all cases of a configuration share, and with it the snapshot.
  #setup(testCase: Case, limits: Limits): FastSetup {
    const control = testCase.control?.id ?? ''
    const real = testCase.real?.join() ?? ''
    const spec = testCase.spec ? JSON.stringify(testCase.spec.options) : ''
    const key = `${testCase.seed} ${limits.outputBytes} ${limits.valueBytes} ${real} ${control} ${spec}`
    let program = this.#programs.get(key)
    if (!program) {
      const anyCase = { ...testCase, source: Buffer.alloc(0), chunk: '', arguments: [] }
      const engine = { fetch: 'raw', host: 'lua', modules: this.#modules } as const
      const job = renderJob(buildJob(anyCase, this.#project!, limits, engine))
      const text = `return (function(...) ${preludeSetup('fast')}end)(${job})`
      const id = `${this.#project!.files.id} ${createHash('sha1').update(text).digest('base64')}`
      program = { id, text: shared([Buffer.from(text, 'latin1')]), files: this.#files }
      this.#programs.set(key, program)
    }
    return { module: this.#module!, program, roundHalfUp: this.#roundHalfUp }
  }
}

function shared(parts: readonly Uint8Array[]): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(parts.reduce((sum, { length }) => sum + length, 0))
  const bytes = new Uint8Array(memory)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return memory
}

function sharedFiles(files: ReadonlyMap<string, Uint8Array>): SharedFiles {
  const contents = [...files.values()]
  let end = 0
  const ends = contents.map(({ length }) => {
    end += length
    return end
  })
  return { paths: [...files.keys()], ends, memory: shared(contents) }
}

// A spec file is compiled when it is run, which is once.
function modulesOf({ files, specs, likely }: Project): string[] {
  const modules = [...moduleFiles(files)].filter(
    ([path]) => path.endsWith('.lua') && !specs?.has(path) && (likely?.has(path) ?? true),
  )
  const bytes = modules.reduce((sum, [, content]) => sum + content.length, 0)
  return bytes > MOST_MODULE_BYTES ? [] : modules.map(([path]) => path)
}
