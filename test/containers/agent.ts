import { readdirSync, readFileSync } from 'node:fs'
import { type RunningContainer, startRuby, text } from './container.js'

const SOURCES = new URL('../../containers/ruby-luajit/agent/', import.meta.url)
const BOOT = 'STDIN.binmode; eval(STDIN.read(STDIN.gets.to_i), TOPLEVEL_BINDING, "agent.rb")'

// Stands in for the real prelude: runs one chunk and emits its first result.
const PRELUDE = `
local job = assert(loadstring('return ' .. (...)))()
local chunk = assert(loadstring(job.source, job.chunk))
__luaparity_emit('result ' .. tostring(chunk()))`

interface Limits {
  timeoutMs: number
  memoryBytes: number
  outputBytes: number
  cpuSeconds: number
  cpuMs?: number
  children?: number
}

export interface CaseOptions {
  files?: string
  host?: boolean
  jitOptions?: string[]
  seed?: number
  limits?: Partial<Limits>
}

export interface Done {
  type: 'done'
  key: number
  status: { kind: string; [detail: string]: unknown }
  events: string[]
  extra: { kind: string; message: string; traceback: string; rubyBacktrace: string[] } | null
  crash: { signal: string; address: string; code: number; lua: string[]; native: string[] } | null
  jit: {
    traces: number
    aborts: number
    flushes: number
    reasons: Array<{ reason: string; at: string; count: number }>
  } | null
  stdout: string
  stderr: string
  stdoutTruncated: boolean
  stderrTruncated: boolean
  wallMs: number
  cpuMs: number
  maxRssKb: number
  before: number[]
}

export interface BatchResult {
  done: Done[]
  unrun: number[]
  died: { kind: string } | null
}

export type Message = { type: string; [field: string]: unknown }

/** The smallest client that can drive the fork server: one batch at a time. */
export class Agent {
  #nextKey = 1
  #nextBatch = 1

  private constructor(
    private readonly running: RunningContainer,
    private readonly messages: AsyncIterator<Message>,
    readonly stderr: Promise<string>,
  ) {}

  static async boot(): Promise<Agent> {
    const running = await startRuby(BOOT)
    const files = readdirSync(SOURCES)
      .filter((name) => name.endsWith('.rb'))
      .sort()
    const source = Buffer.concat(files.map((name) => readFileSync(new URL(name, SOURCES))))
    running.stdin.write(`${source.length}\n`)
    running.stdin.write(source)
    return new Agent(running, frames(running.stdout), text(running.stderr))
  }

  static async ready(hello: Record<string, unknown> = {}): Promise<Agent> {
    const agent = await Agent.boot()
    const answer = await agent.ask({ type: 'hello', prelude: PRELUDE, host: null, settings: {}, ...hello })
    if (answer.type !== 'ready') throw new Error(JSON.stringify(answer))
    return agent
  }

  post(message: Message): void {
    const body = Buffer.from(JSON.stringify(message), 'latin1')
    const head = Buffer.alloc(4)
    head.writeUInt32BE(body.length)
    this.running.stdin.write(Buffer.concat([head, body]))
  }

  async receive(): Promise<Message> {
    const next = await this.messages.next()
    if (next.done) throw new Error(`the fork server ended: ${await this.stderr}`)
    return next.value
  }

  async ask(message: Message): Promise<Message> {
    this.post(message)
    return this.receive()
  }

  case(source: string, options: CaseOptions = {}): Record<string, unknown> & { key: number } {
    const limits: Limits = {
      timeoutMs: 10_000,
      memoryBytes: 256 * 2 ** 20,
      outputBytes: 2 ** 20,
      cpuSeconds: 20,
      ...options.limits,
    }
    return {
      key: this.#nextKey++,
      job: `{source=${luaString(source)},chunk="=case"}`,
      files: options.files ?? null,
      seed: options.seed ?? 1,
      host: options.host ?? false,
      jitOptions: options.jitOptions ?? [],
      limits,
    }
  }

  postBatch(cases: Array<{ key: number }>, alone = false): number {
    const id = this.#nextBatch++
    this.post({ type: 'batch', id, alone, cases })
    return id
  }

  async run(...cases: Array<{ key: number }>): Promise<BatchResult> {
    this.postBatch(cases)
    return this.#results()
  }

  /** Runs one case as those are run that use ffi: its processes are counted. */
  async runAlone(source: string, options: CaseOptions = {}): Promise<Done> {
    this.postBatch([this.case(source, options)], true)
    return (await this.#results()).done[0]!
  }

  async #results(): Promise<BatchResult> {
    const done: Done[] = []
    for (;;) {
      const message = await this.receive()
      if (message.type === 'done') done.push(message as unknown as Done)
      else if (message.type === 'batch-end') return { ...(message as unknown as BatchResult), done }
      else throw new Error(JSON.stringify(message))
    }
  }

  /** Runs one case that must be reported, and returns its report. */
  async runOne(source: string, options: CaseOptions = {}): Promise<Done> {
    const result = await this.run(this.case(source, options))
    if (!result.done[0]) throw new Error(JSON.stringify(result))
    return result.done[0]
  }

  async close(): Promise<number> {
    this.running.stdin.end()
    return this.running.exitCode
  }

  ended(): Promise<number> {
    return this.running.exitCode
  }
}

function luaString(value: string): string {
  return `"${[...Buffer.from(value)].map((byte) => `\\${String(byte).padStart(3, '0')}`).join('')}"`
}

async function* frames(stream: AsyncIterable<Buffer>): AsyncGenerator<Message> {
  let chunks: Buffer[] = []
  let length = 0
  let wanted = 4
  for await (const chunk of stream) {
    chunks.push(chunk)
    length += chunk.length
    if (length < wanted) continue
    let buffered = Buffer.concat(chunks)
    for (;;) {
      wanted = buffered.length < 4 ? 4 : 4 + buffered.readUInt32BE(0)
      if (buffered.length < wanted) break
      yield JSON.parse(buffered.subarray(4, wanted).toString('latin1'))
      buffered = buffered.subarray(wanted)
    }
    chunks = [buffered]
    length = buffered.length
  }
}
