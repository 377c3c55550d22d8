import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Case, Limits } from '../cases/case.js'
import { moduleFiles, OWN_FILES } from '../cases/file-set.js'
import { EngineUnavailableError } from '../errors.js'
import type { Observation } from '../observations/observation.js'
import { preludeSetup } from '../prelude/bundle.js'
import { renderJob } from '../prelude/job.js'
import { buildJob, jobArguments } from './case-job.js'
import type { Engine, Fingerprint, Project } from './engine.js'
import { findFastVm, loadFastVmSync } from './in-process/fast-vm/artefact.js'
import { compileFastVm } from './in-process/fast-vm/compile.js'
import { Dispatcher } from './in-process/fast-vm/dispatcher.js'
import { Images } from './in-process/fast-vm/images.js'
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
  readonly #setups = new Map<string, FastSetup>()
  readonly #images: Images
  #module: WebAssembly.Module | null = null
  #project: Project | null = null
  #files: FastSetup['project'] | null = null
  #ownFiles: SharedFiles = sharedFiles(new Map())
  #pool: WorkerPool | null = null
  #dispatcher: Dispatcher | null = null
  #roundHalfUp = true

  constructor(pool: (project: Project) => WorkerPool, images: Images = new Images()) {
    this.#makePool = pool
    this.#images = images
  }

  get concurrency(): number {
    return this.#dispatcher?.concurrency ?? 1
  }

  async start(project: Project): Promise<void> {
    // Once here, in words, rather than in a worker for every case.
    this.#module = compileFastVm(loadFastVmSync())
    this.update(project)
    this.#pool = this.#makePool(project)
    this.#pool.onImage = (id, image) => this.#images.add(id, image)
    this.#dispatcher = new Dispatcher(this.#pool)
  }

  update(project: Project): void {
    this.#project = project
    const { id, files } = project.files
    const modules = modulesOf(project)
    this.#files = { id: `${id} ${modules.join()}`, files: sharedFiles(moduleFiles(project.files)), modules }
    this.#ownFiles = sharedFiles(new Map([...files].filter(([path]) => path.startsWith(OWN_FILES))))
    this.#setups.clear()
  }

  abandon(): void {
    this.#dispatcher?.abandon()
  }

  /** Numbers are rounded as the reference's LuaJIT does when they are printed. */
  follow({ rounding }: Fingerprint): void {
    if (rounding === 'half-up' || rounding === 'half-even') this.#roundHalfUp = rounding === 'half-up'
    this.#setups.clear()
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
    let setup = this.#setups.get(key)
    if (!setup) {
      const anyCase = { ...testCase, source: Buffer.alloc(0), chunk: '', arguments: [] }
      const engine = { fetch: 'raw', host: 'lua' } as const
      const job = renderJob(buildJob(anyCase, this.#project!, limits, engine))
      const text = `return (function(...) ${preludeSetup('fast')}end)(${job})`
      const hash = createHash('sha256').update(`${findFastVm()?.sha256} ${this.#roundHalfUp} ${text}`)
      const id = hash.update(new Uint8Array(this.#ownFiles.memory)).digest('hex')
      const program = { id, text: shared([Buffer.from(text, 'latin1')]), files: this.#ownFiles, image: null }
      setup = {
        module: this.#module!,
        program,
        project: this.#files!,
        roundHalfUp: this.#roundHalfUp,
      }
      this.#setups.set(key, setup)
    }
    // The same object for all cases, which goes with a message only once.
    setup.program.image ??= this.#images.get(setup.program.id)
    return setup
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
