import type { AgentLink, LinkHandlers } from '../../../harness/engines/native/dispatcher.js'
import type {
  AgentFacts,
  BatchCase,
  CaseDone,
  ChildStatus,
  FromAgent,
  LossCause,
  ToAgent,
} from '../../../harness/engines/native/protocol.js'

/** What becomes of a case: a status of its process, or something that befalls more than the case. */
export type Fate =
  | ChildStatus
  /** The case ends well, and the process ends before the next one begins: of the status, or by itself. */
  | { kind: 'dies-behind'; status: ChildStatus | null }
  /** The process dies of the status before its first case, or ends without running any. */
  | { kind: 'dies-before'; status: ChildStatus | null }
  /** There can be no process. */
  | { kind: 'no-process' }
  /** The container ends in the middle of the case. */
  | { kind: 'container-lost'; cause?: LossCause }
  /** Nothing is heard any more. */
  | { kind: 'silence' }
  /** The agent does not take the message. */
  | { kind: 'refused' }

/** What the agent does on being greeted. */
export type Greeting = 'ready' | 'fatal' | 'lost' | 'silence'

export const FACTS: AgentFacts = {
  ruby: '3.1.2',
  luajit: 'LuaJIT 2.1.0-beta3',
  jitStatus: [],
  arch: 'x64',
  os: 'Linux',
  gc64: true,
  emulated: false,
  libc: 'glibc 2.36',
  kernel: '6.1',
  cpu: 'none',
}

/** How the n-th run of a case (by the text of its job) goes, counted from 1. */
export type Script = (job: string, attempt: number) => Fate

export const FINISHED: Fate = { kind: 'finished' }
export const SEGFAULT: ChildStatus = { kind: 'signal', signal: 'SIGSEGV' }

/** What befalls a case for the sake of those that run at the same time; null where that is nothing. */
export type Neighbourhood = (job: string, others: readonly string[]) => Fate | null

interface InFlight {
  jobs: readonly string[]
  /** Jobs of the batches that were running at any time while this one was. */
  others: string[]
}

/** Plays the agents of all containers of a dispatcher, one `connect` after the other. */
export class FakeAgents {
  /** Jobs of each batch, in the order in which the batches came; `container` counts from 1. */
  readonly batches: { container: number; jobs: string[] }[] = []
  readonly sent: ToAgent[] = []
  /** The most batches that ever ran at once. */
  mostAtOnce = 0
  connections = 0
  killed = 0
  readonly #script: Script
  readonly #greeting: (container: number) => Greeting
  readonly #beside: Neighbourhood
  readonly #attempts = new Map<string, number>()
  readonly #inFlight = new Set<InFlight>()

  constructor(
    script: Script,
    greeting: (container: number) => Greeting = () => 'ready',
    beside: Neighbourhood = () => null,
  ) {
    this.#script = script
    this.#greeting = greeting
    this.#beside = beside
  }

  /** Batches that run. */
  get running(): number {
    return this.#inFlight.size
  }

  readonly connect = async (handlers: LinkHandlers): Promise<AgentLink> => {
    const container = ++this.connections
    let alive = true
    const say = (message: FromAgent): void => {
      if (alive) handlers.onMessage(message)
    }
    const lose = (reason: string, cause?: LossCause): void => {
      if (alive) handlers.onLost(reason, cause)
      alive = false
    }
    return {
      send: (message) => {
        this.sent.push(message)
        if (message.type === 'hello') queueMicrotask(() => this.#greet(container, say, lose))
        if (message.type === 'batch') {
          const jobs = message.cases.map(({ job }) => job)
          this.batches.push({ container, jobs })
          const batch = this.#takeOff(jobs)
          setImmediate(() => {
            this.#inFlight.delete(batch)
            this.#runBatch(message.id, message.cases, batch.others, say, lose)
          })
        }
        if (message.type === 'measure-fork') say({ type: 'measured-fork', medianMs: 1.5 })
      },
      kill: async () => {
        alive = false
        this.killed++
      },
    }
  }

  #takeOff(jobs: readonly string[]): InFlight {
    const batch: InFlight = { jobs, others: [] }
    for (const other of this.#inFlight) {
      other.others.push(...jobs)
      batch.others.push(...other.jobs)
    }
    this.#inFlight.add(batch)
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running)
    return batch
  }

  #greet(container: number, say: (message: FromAgent) => void, lose: (reason: string) => void): void {
    switch (this.#greeting(container)) {
      case 'ready':
        return say({ type: 'ready', protocol: 1, facts: FACTS })
      case 'fatal':
        return say({ type: 'fatal', message: 'host.rb: syntax error' })
      case 'lost':
        return lose('the container ended with exit code 1')
      case 'silence':
        return
    }
  }

  #runBatch(
    id: number,
    cases: readonly BatchCase[],
    others: readonly string[],
    say: (message: FromAgent) => void,
    lose: (reason: string, cause?: LossCause) => void,
  ): void {
    const before: number[] = []
    const end = (left: number, died: ChildStatus | null): void =>
      say({ type: 'batch-end', id, unrun: cases.slice(left).map(({ key }) => key), died })
    for (const [index, { job, key }] of cases.entries()) {
      const attempt = (this.#attempts.get(job) ?? 0) + 1
      this.#attempts.set(job, attempt)
      const fate = this.#beside(job, others) ?? this.#script(job, attempt)
      switch (fate.kind) {
        case 'silence':
          return
        case 'container-lost':
          return lose('the container was killed', fate.cause)
        case 'refused':
          return say({ type: 'protocol-error', id, message: 'unknown file set' })
        case 'no-process':
          return end(0, { kind: 'fork-failed', message: 'Resource temporarily unavailable' })
        case 'dies-before':
          return end(0, fate.status)
        case 'dies-behind':
          say(done(key, job, { kind: 'finished' }, before))
          return end(index + 1, fate.status)
        case 'finished':
          say(done(key, job, fate, before))
          before.push(key)
          break
        default:
          // The process has gone with the case.
          say(done(key, job, fate, before))
          return end(index + 1, null)
      }
    }
    end(cases.length, null)
  }
}

function done(key: number, job: string, status: ChildStatus, before: readonly number[]): CaseDone {
  return {
    ...aDone({ status }),
    key,
    before: [...before],
    events: status.kind === 'finished' ? [`pass ["${job}"]`] : [],
  }
}

/** A `done` message of a case that passed, with changes. */
export function aDone(changes: Partial<CaseDone> = {}): CaseDone {
  return {
    type: 'done',
    key: 1,
    events: ['pass []'],
    extra: null,
    stdout: '',
    stderr: '',
    stdoutTruncated: false,
    stderrTruncated: false,
    status: { kind: 'finished' },
    crash: null,
    jit: null,
    wallMs: 2,
    cpuMs: 1,
    maxRssKb: 1000,
    before: [],
    ...changes,
  }
}
