import type { Case, Limits } from '../../harness/cases/case.js'
import type { Engine, EngineKind, Fingerprint, Project } from '../../harness/engines/engine.js'
import { EngineUnavailableError } from '../../harness/errors.js'
import type { Observation } from '../../harness/observations/observation.js'
import { type RunOptions, run } from '../../harness/runs/run.js'
import { aCase, LIMITS, num, passing } from '../builders.js'

const one = passing({ values: [num(1)] })

const PROJECT: Project = {
  root: '/project',
  files: { id: 'none', files: new Map() },
  packagePath: '?.lua',
  time: 0,
  env: {},
  determinism: { clock: true, random: true },
  host: { lua: null, ruby: null },
}

/** An engine that does as it is told, and remembers what it was asked. */
export class FakeEngine implements Engine {
  readonly kind: EngineKind
  readonly axes = null
  readonly settings?: readonly string[]
  readonly follow?: (reference: Fingerprint) => void
  readonly name: string
  readonly concurrency: number
  readonly ran: string[] = []
  stops = 0
  running = 0
  mostAtOnce = 0
  readonly #behaviour: Behaviour

  constructor(name: string, behaviour: Behaviour = {}) {
    this.name = name
    this.kind = behaviour.kind ?? 'in-process'
    this.concurrency = behaviour.concurrency ?? 1
    if (behaviour.follow) this.follow = behaviour.follow
    if (behaviour.settings) this.settings = behaviour.settings
    this.#behaviour = behaviour
  }

  async start(_: Project, signal: AbortSignal): Promise<void> {
    await this.#behaviour.start?.(signal)
  }

  async run(testCase: Case, _?: Limits, setting?: string): Promise<Observation> {
    this.ran.push(setting === undefined ? testCase.id : `${testCase.id} ${setting}`)
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.running)
    await Promise.resolve()
    try {
      return (await this.#behaviour.run?.(testCase, setting)) ?? one
    } finally {
      this.running--
    }
  }

  async stop(): Promise<void> {
    this.stops++
    await this.#behaviour.stop?.()
  }

  async fingerprint(): Promise<Fingerprint> {
    const { emulated } = this.#behaviour
    return { vm: `VM of ${this.name}`, ...(emulated !== undefined && { emulated }) }
  }

  incidents(): readonly string[] {
    return this.#behaviour.incidents ?? []
  }
}

export interface Behaviour {
  kind?: EngineKind
  settings?: string[]
  concurrency?: number
  incidents?: string[]
  emulated?: boolean
  follow?(reference: Fingerprint): void
  start?(signal: AbortSignal): Promise<void> | void
  run?(testCase: Case, setting?: string): Promise<Observation> | Observation
  stop?(): Promise<void>
}

export const cases = (...ids: string[]) => ids.map((id) => aCase({ id }))

/** Runs cases a, b and c on the engines. */
export function execute(engines: Engine[], changes: Partial<RunOptions> = {}) {
  return run({
    id: 'run-1',
    cases: cases('a', 'b', 'c'),
    engines,
    project: PROJECT,
    limits: LIMITS,
    seed: 1,
    reference: 'native',
    named: false,
    orders: 0,
    bail: false,
    signal: new AbortController().signal,
    clock: { now: () => new Date(0), monotonicMs: () => 0 },
    ...changes,
  })
}

export const missing = (hint?: string) => () => {
  throw new EngineUnavailableError('no Docker', hint === undefined ? {} : { hint })
}
