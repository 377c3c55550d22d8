import type { Limits } from '../../cases/case.js'
import { messageOf } from '../../errors.js'
import { emptyObservation, type Observation } from '../../observations/observation.js'
import { interpretDone, isCrash, isOutOfMemory } from './interpret.js'
import type {
  Adapter,
  AgentFacts,
  AgentSettings,
  BatchCase,
  BatchEnd,
  CaseDone,
  ChildStatus,
  FromAgent,
  LossCause,
  ProtocolError,
  ToAgent,
} from './protocol.js'
import { withRubyReport } from './ruby-report.js'

/** A conversation with an agent, wherever it runs. */
export interface AgentLink {
  send(message: ToAgent): void
  kill(): Promise<void>
}

export interface LinkHandlers {
  onMessage(message: FromAgent): void
  onLost(reason: string, cause?: LossCause): void
}

export interface DispatcherOptions {
  /**
   * Starts a container; throws EngineUnavailableError. Called again when one is lost. The signal ends what it is waiting
   * for when the run is stopped.
   */
  connect(handlers: LinkHandlers, signal: AbortSignal): Promise<AgentLink>
  /** Sent to each new agent before anything else. */
  greeting: {
    prelude: string
    host: string | null
    settings: AgentSettings
    /** A job that the agent runs before it forks, to warm up. */
    rehearsal: string
    adapter?: Adapter
  }
  files: { id: string; files: Record<string, string> } | null
}

export type WorkOrder = Omit<BatchCase, 'key' | 'files'> & {
  /** Never share a process with other cases: the script reaches past the VM (ffi). */
  alone: boolean
  caseLimits: Limits
}

/** Cases in one child at most: a fork costs as much as about ten small cases, and memory is collected after as many. */
const LARGEST_BATCH = 250
/** Smaller ones are not worth a fork of their own as long as there are more cases. */
const SMALLEST_BATCH = 16
/** Sets of files that an agent keeps: batches that wait are of the last one or two. */
const MOST_FILE_SETS = 8
/** A case is run again after losing its container (or being stopped with another's) at most this often. */
const MAX_RERUNS = 2
/** However many cases bring their container down, a run starts no more containers than this. */
const MAX_CONTAINERS = 12
/** The agent ends a case at its own deadline; one silent for this much longer is not working any more. */
const GRACE_MS = 15_000
/** The agent answers in about 0.4 s; a machine under load takes longer. */
const READY_MS = 30_000

interface Item {
  key: number
  order: WorkOrder
  alone: boolean
  reruns: number
  /** What was seen when it crashed among others, kept until it has been run alone. */
  suspect: { done: CaseDone; limits: Limits } | null
  resolve(observation: Observation): void
}

interface Batch {
  /** Cases that are not done, in order. */
  items: Map<number, Item>
  /** The case done last, held back until it is known that the process outlived it. */
  last: { item: Item; done: CaseDone } | null
  /** Nothing else may run at the same time. */
  exclusive: boolean
  watchdog: NodeJS.Timeout
}

/**
 * Decides which cases share a process, and what happens to those that did not come to an end: a case
 * that crashed among others is run alone to confirm it, the ones behind it go on in a new process, a
 * lost container is replaced and its cases run again. A process that dies between two cases counts
 * against the one it ran last. The last attempt at a case has the container to itself, so that nothing is
 * held against it that another one did. Every case gets an observation.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions
  #files: DispatcherOptions['files']
  /** Ids of those that came after the first, the oldest first, as far as agents may still have them. */
  readonly #fileSets: string[] = []
  readonly #queue: Item[] = []
  readonly #batches = new Map<number, Batch>()
  readonly #stopping = new AbortController()
  #link: AgentLink | null = null
  #state: 'idle' | 'connecting' | 'ready' | 'stopped' = 'idle'
  #failure: string | null = null
  #generation = 0
  #containers = 0
  #lastKey = 0
  #lastBatch = 0
  #pumpPlanned = false
  #facts: AgentFacts | null = null
  #forkWaiters: { resolve(medianMs: number): void; reject(error: Error): void }[] = []
  #endGreeting: (error: Error) => void = () => {}

  constructor(options: DispatcherOptions) {
    this.#options = options
    this.#files = options.files
  }

  /** Facts of the first agent; null before `start`. */
  get facts(): AgentFacts | null {
    return this.#facts
  }

  /** Each loss of a container, in words. */
  readonly incidents: string[] = []

  /** Starts the first container and waits until its agent is ready. Throws EngineUnavailableError. */
  async start(): Promise<void> {
    await this.#connect()
  }

  /** Other files for the batches that come. An agent keeps those of before, as a batch that waits may need them. */
  updateFiles(files: NonNullable<DispatcherOptions['files']>): void {
    if (files.id === this.#files?.id) return
    this.#files = files
    this.#link?.send({ type: 'files', ...files })
    this.#fileSets.push(files.id)
    if (this.#fileSets.length > MOST_FILE_SETS)
      this.#link?.send({ type: 'files', id: this.#fileSets.shift()!, files: null })
  }

  run(order: WorkOrder): Promise<Observation> {
    return new Promise((resolve) => {
      const item: Item = {
        key: ++this.#lastKey,
        order,
        alone: order.alone,
        reruns: 0,
        suspect: null,
        resolve,
      }
      this.#queue.push(item)
      this.#planPump()
    })
  }

  /** Gives up the cases that wait. */
  abandon(): void {
    this.#giveUp('nobody asks for it any more')
  }

  /** Median time of a bare Ruby fork and wait in the container, in milliseconds. */
  measureFork(n: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#forkWaiters.push({ resolve, reject })
      this.#link?.send({ type: 'measure-fork', n })
    })
  }

  async stop(): Promise<void> {
    this.#state = 'stopped'
    this.#generation++
    this.#failure ??= 'the run was stopped'
    this.#endGreeting(new Error(this.#failure))
    this.#stopping.abort(new Error(this.#failure))
    for (const batch of this.#batches.values()) this.#takeBack(batch)
    this.#batches.clear()
    this.#giveUp(this.#failure)
    const link = this.#link
    this.#link = null
    await link?.kill()
  }

  async #connect(): Promise<void> {
    this.#state = 'connecting'
    this.#containers++
    const generation = ++this.#generation
    let ready: (facts: AgentFacts) => void = () => {}
    let failed: (error: Error) => void = () => {}
    const greeted = new Promise<AgentFacts>((resolve, reject) => {
      ready = resolve
      failed = reject
    })
    // A loss before anybody waits for the greeting is reported by it all the same.
    greeted.catch(() => {})
    this.#endGreeting = failed
    const current = (): boolean => generation === this.#generation
    const handlers: LinkHandlers = {
      onMessage: (message) => {
        if (!current()) return
        if (message.type === 'ready') ready(message.facts)
        else if (message.type === 'fatal') failed(new Error(message.message))
        else if (message.type === 'protocol-error') this.#refused(message)
        else this.#receive(message)
      },
      onLost: (reason, cause) => {
        if (!current()) return
        failed(new Error(reason))
        if (this.#state === 'ready') this.#lost(reason, cause)
      },
    }
    const link = await this.#options.connect(handlers, this.#stopping.signal)
    if (!current()) {
      await link.kill()
      return
    }
    this.#link = link
    const timer = setTimeout(
      () => failed(new Error(`the agent was not ready after ${READY_MS / 1000} s`)),
      READY_MS,
    )
    try {
      link.send({ type: 'hello', ...this.#options.greeting })
      if (this.#files) link.send({ type: 'files', ...this.#files })
      this.#facts = await greeted
      if (!current()) return
      this.#state = 'ready'
      this.#planPump()
    } catch (error) {
      await link.kill()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  #planPump(): void {
    if (this.#pumpPlanned) return
    this.#pumpPlanned = true
    // Cases come one call at a time; those of one turn of the event loop share a batch.
    setImmediate(() => {
      this.#pumpPlanned = false
      this.#pump()
    })
  }

  #pump(): void {
    if (this.#failure !== null) this.#giveUp(this.#failure)
    if (this.#state !== 'ready') return
    const { parallel } = this.#options.greeting.settings
    while (this.#queue.length > 0 && this.#batches.size < parallel && this.#mayStart(this.#queue[0]!)) {
      const size = this.#batchSize(parallel)
      const items = [this.#queue.shift()!]
      while (!items[0]!.alone && items.length < size && this.#queue[0] && !this.#queue[0].alone) {
        items.push(this.#queue.shift()!)
      }
      this.#sendBatch(items)
    }
  }

  #mayStart(next: Item): boolean {
    if (this.#batches.size === 0) return true
    return !isLastAttempt(next) && ![...this.#batches.values()].some(({ exclusive }) => exclusive)
  }

  // Large at first and smaller towards the end, so that the children end at about the same time.
  #batchSize(parallel: number): number {
    const share = Math.ceil(this.#queue.length / (2 * parallel))
    const even = Math.ceil(this.#queue.length / parallel)
    return Math.min(LARGEST_BATCH, even, Math.max(SMALLEST_BATCH, share))
  }

  #sendBatch(items: Item[]): void {
    const id = ++this.#lastBatch
    const files = this.#files?.id ?? null
    const cases = items.map(({ key, order: { alone, caseLimits, ...order } }) => ({ ...order, key, files }))
    this.#batches.set(id, {
      items: new Map(items.map((item) => [item.key, item])),
      last: null,
      exclusive: isLastAttempt(items[0]!),
      watchdog: this.#watch(items[0]!),
    })
    this.#link?.send({ type: 'batch', id, alone: items[0]!.alone, cases })
  }

  #receive(message: Exclude<FromAgent, { type: 'ready' | 'fatal' | 'protocol-error' }>): void {
    switch (message.type) {
      case 'done':
        return this.#done(withRubyReport(message))
      case 'alive':
        return this.#stillAlive(message.key)
      case 'batch-end':
        return this.#batchEnd(message)
      case 'measured-fork':
        return this.#forkWaiters.shift()?.resolve(message.medianMs)
    }
  }

  #stillAlive(key: number): void {
    for (const batch of this.#batches.values()) {
      const item = batch.items.get(key)
      if (!item) continue
      clearTimeout(batch.watchdog)
      batch.watchdog = this.#watch(item)
    }
  }

  #done(done: CaseDone): void {
    for (const batch of this.#batches.values()) {
      const item = batch.items.get(done.key)
      if (!item) continue
      batch.items.delete(done.key)
      clearTimeout(batch.watchdog)
      batch.watchdog = this.#watch(item)
      this.#settle(batch, null)
      batch.last = { item, done }
      return
    }
  }

  // The case done last is judged; `died` is how the process ended behind it, if it did not end by itself.
  #settle(batch: Batch, died: ChildStatus | null): void {
    if (!batch.last) return
    const { item, done } = batch.last
    batch.last = null
    const itsDoing = died && died.kind !== 'interrupted' && done.status.kind === 'finished'
    this.#judge(item, itsDoing ? { ...done, status: died } : done)
  }

  #judge(item: Item, done: CaseDone): void {
    const limits = item.order.caseLimits
    if (done.status.kind === 'interrupted' || done.status.kind === 'fork-failed') {
      return this.#rerun(item, 'the process it ran in was ended together with another one')
    }
    // The kernel takes the largest process, which need not be the one that used the memory up.
    if (isOutOfMemory(done.status) && !isLastAttempt(item)) {
      item.reruns = MAX_RERUNS - 1
      return this.#rerun(item, 'its process was ended for want of memory')
    }
    // Only another process sends this signal; a script next door can.
    if (done.status.kind === 'signal' && done.status.signal === 'SIGKILL' && !isLastAttempt(item)) {
      return this.#rerun(item, 'its process was killed')
    }
    if (item.suspect) return item.resolve(this.#confirm(item, done))
    if (isCrash(done) && done.before.length > 0) {
      item.suspect = { done, limits }
      item.alone = true
      this.#queue.unshift(item)
      return this.#planPump()
    }
    item.resolve(interpretDone(done, limits, true))
  }

  // The second look at a case that crashed among others.
  #confirm(item: Item, done: CaseDone): Observation {
    const limits = item.order.caseLimits
    if (isCrash(done)) return interpretDone(done, limits, true)
    const first = interpretDone(item.suspect!.done, limits, false)
    const alone = interpretDone(done, limits, false)
    // Never shown as the pass it is when alone: something damaged the process it crashed in.
    return {
      ...first,
      reason: `${first.reason}, after ${item.suspect!.done.before.length} other cases in the same process; run alone the outcome is ${alone.outcome}`,
    }
  }

  #batchEnd({ id, died }: BatchEnd): void {
    const batch = this.#batches.get(id)
    if (!batch) return
    this.#batches.delete(id)
    clearTimeout(batch.watchdog)
    const left = [...batch.items.values()]
    if (died?.kind === 'fork-failed') {
      for (const item of left.reverse()) this.#rerun(item, `no process could be started: ${died.message}`)
    } else if (batch.last) {
      // They have not been announced: nothing is known against them.
      this.#queue.unshift(...left)
    } else {
      // Bounded, or a process that never gets to its first case would be started for ever.
      for (const item of left.reverse()) this.#rerun(item, 'the process ended before its first case')
    }
    this.#settle(batch, died ?? null)
    this.#planPump()
  }

  #rerun(item: Item, reason: string): void {
    item.reruns++
    if (item.reruns > MAX_RERUNS) return this.#abandon(item, `${reason}, ${item.reruns} times`)
    item.alone = true
    this.#queue.unshift(item)
    this.#planPump()
  }

  // The agent did not take a message: nothing will come of the batch, and trying again would not help.
  #refused({ id, message }: ProtocolError): void {
    const batch = id === null ? undefined : this.#batches.get(id)
    if (!batch || id === null) {
      void this.#link?.kill()
      return this.#lost(`the agent refused a message: ${message}`)
    }
    this.#batches.delete(id)
    for (const item of this.#takeBack(batch, false)) {
      this.#abandon(item, `the agent refused the case: ${message}`)
    }
    this.#planPump()
  }

  // A case that could not be seen through is unavailable; a crash seen before is not forgotten over it.
  #abandon(item: Item, reason: string): void {
    if (!item.suspect) return item.resolve(emptyObservation('unavailable', reason))
    const seen = interpretDone(item.suspect.done, item.order.caseLimits, false)
    item.resolve({ ...seen, reason: `${seen.reason}; it could not be run alone: ${reason}` })
  }

  #lost(reason: string, cause?: LossCause): void {
    const batches = [...this.#batches.values()]
    this.#batches.clear()
    const link = this.#link
    this.#link = null
    this.#state = 'idle'
    for (const batch of batches.reverse()) {
      for (const item of this.#takeBack(batch, false).reverse()) {
        if (cause === 'out-of-memory' && batch.exclusive) this.#usedUpMemory(item, reason)
        else this.#rerun(item, reason)
      }
    }
    for (const { reject } of this.#forkWaiters.splice(0)) reject(new Error(reason))
    void link?.kill()
    if (this.#containers >= MAX_CONTAINERS) {
      const failure = `${reason}; ${this.#containers} containers were lost in this run`
      this.incidents.push(failure)
      return this.#fail(failure)
    }
    void this.#replace(reason)
  }

  async #replace(reason: string): Promise<void> {
    try {
      await this.#connect()
      this.incidents.push(`${reason}; its cases were run again in a new container`)
    } catch (error) {
      if (this.#state === 'stopped') return
      const failure = `${reason}, and no new one could be started: ${messageOf(error)}`
      this.incidents.push(failure)
      this.#fail(failure)
    }
  }

  // It was alone in a container that went down for want of memory.
  #usedUpMemory(item: Item, reason: string): void {
    if (item.suspect) return this.#abandon(item, reason)
    item.resolve(emptyObservation('out-of-memory', `${reason}; no other case was running in it`))
  }

  #fail(reason: string): void {
    this.#failure = reason
    this.#giveUp(reason)
  }

  #giveUp(reason: string): void {
    for (const item of this.#queue.splice(0)) this.#abandon(item, reason)
  }

  #takeBack(batch: Batch, toQueue = true): Item[] {
    clearTimeout(batch.watchdog)
    this.#settle(batch, null)
    const items = [...batch.items.values()]
    if (toQueue) this.#queue.unshift(...items)
    return items
  }

  #watch(item: Item): NodeJS.Timeout {
    const ms = item.order.limits.timeoutMs + GRACE_MS
    return setTimeout(() => {
      void this.#link?.kill()
      this.#lost(`the container gave no sign of life for ${Math.round(ms / 1000)} s`)
    }, ms)
  }
}

function isLastAttempt({ reruns }: Item): boolean {
  return reruns >= MAX_RERUNS
}
