import type { JitActivity } from '../../observations/observation.js'

/** Messages between this process and the agent in the container; the agent's side is containers/ruby-luajit/agent. */
export type ToAgent =
  | {
      type: 'hello'
      prelude: string
      host: string | null
      settings: AgentSettings
      rehearsal: string
      /** How to use a Lua that is not our C extension's; absent where it is. */
      adapter?: Adapter
    }
  /** Null: the set is not needed any more. */
  | { type: 'files'; id: string; files: Record<string, string> | null }
  /** `alone`: made for its one case, whose processes are counted. */
  | { type: 'batch'; id: number; alone: boolean; cases: BatchCase[] }
  | { type: 'measure-fork'; n: number }

/** Ruby text that calls `Luaparity.adapter`, see docs/studio-image.md. */
export interface Adapter {
  source: string
  /** How its positions are written in messages. */
  path: string
  /** The prelude for each kind of VM; the first whose pattern (of Ruby) fits what the VM says it is. */
  preludes: { vm: string; text: string }[]
}

export interface AgentSettings {
  /** Batches, hence children, at once. */
  parallel: number
  jit: boolean
}

export interface BatchCase {
  key: number
  /** Lua table constructor, see `renderJob`. */
  job: string
  files: string | null
  seed: number
  host: boolean
  /** Arguments of `jit.opt.start` for this case. */
  jitOptions: string[]
  limits: {
    timeoutMs: number
    memoryBytes: number
    outputBytes: number
    /** A backstop in whole seconds, kept by the kernel whatever the process does. */
    cpuSeconds: number
    /** CPU time of the process in milliseconds; null for none. */
    cpuMs: number | null
    /** Processes at once besides its own; counted only where the case is alone. */
    children: number
  }
}

export type FromAgent =
  | { type: 'ready'; protocol: number; facts: AgentFacts }
  | { type: 'fatal'; message: string }
  | CaseDone
  | BatchEnd
  /** A case of several tests has begun with another one of them. */
  | { type: 'alive'; key: number }
  | { type: 'measured-fork'; medianMs: number }
  | ProtocolError

/** What the agent found out about the binary and the machine it runs on. */
export interface AgentFacts {
  ruby: string
  luajit: string
  jitStatus: string[]
  arch: string
  os: string
  gc64: boolean
  /** Whether the processor that the program is compiled for is emulated. */
  emulated: boolean
  libc: string
  kernel: string
  cpu: string
  [fact: string]: string | number | boolean | string[]
}

/** How the child process stood when a case was over. */
export type ChildStatus =
  | { kind: 'finished' }
  /** `oom`: the kernel sent it for want of memory in the container, as far as the agent can tell. */
  | { kind: 'signal'; signal: string; core?: boolean; oom?: boolean }
  | { kind: 'exit'; code: number }
  | { kind: 'timeout'; timeoutMs?: number; what?: 'wall' | 'cpu' | 'idle' }
  | { kind: 'children'; limit: number }
  | { kind: 'flood'; what: string }
  | { kind: 'corrupt'; reason: string }
  | { kind: 'interrupted' }
  | { kind: 'fork-failed'; message: string }

export interface CaseDone {
  type: 'done'
  key: number
  events: string[]
  extra: {
    kind: 'lua-error' | 'out-of-memory' | 'ruby-exception'
    message: string
    traceback?: unknown
  } | null
  stdout: string
  stderr: string
  stdoutTruncated: boolean
  stderrTruncated: boolean
  status: ChildStatus
  crash: { signal: string; address: string | null; code: number; lua: string[]; native: string[] } | null
  /** Null where the compiler is off and where the process could not tell any more. */
  jit: JitActivity | null
  wallMs: number
  cpuMs: number
  maxRssKb: number
  /** Keys of the cases that ran earlier in the same child. */
  before: number[]
}

export interface BatchEnd {
  type: 'batch-end'
  id: number
  unrun: number[]
  /** How the process ended when that was its own doing and no case of it was running. */
  died?: ChildStatus | null
}

/** The agent could not make sense of a message; it keeps running. */
export interface ProtocolError {
  type: 'protocol-error'
  id: number | null
  message: string
}

/** What is known of why a container was lost, beyond words. */
export type LossCause = 'out-of-memory'
