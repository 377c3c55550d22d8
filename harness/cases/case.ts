import type { Control } from '../prelude/job.js'
import type { Expectation } from './expectations.js'
import type { RealThing } from './real.js'

/** What is run once: a script or a `-e` snippet, with its arguments and seed. */
export interface Case {
  /** Stable identity: the path for a script, `-e` for the snippet. */
  id: string
  kind: 'script' | 'test' | 'snippet'
  /** Path below the project root with forward slashes; null for a snippet. */
  file: string | null
  line: number
  source: Buffer
  /** Lua chunk name; `@path` makes messages start with the path. */
  chunk: string
  arguments: readonly string[]
  seed: number
  expectations: readonly Expectation[]
  /** What it has as it really is, whatever the configuration says. */
  real?: readonly RealThing[]
  /** Set where the case is run to find out why engines differ: what is done otherwise than usual. */
  control?: Control
}

/** What one case may use on any engine. */
export interface Limits {
  /** Wall-clock time from the moment the script starts. */
  timeoutMs: number
  /** Memory of the VM (in-process) or of the process's data segment (native). */
  memoryBytes: number
  /** Bytes of output kept; what is written beyond is dropped and marked as truncated. */
  outputBytes: number
  /** Size of the encoded return values; more is an error. */
  valueBytes: number
  /** VM instructions, where the engine counts them (`fast`); null for no limit but time. */
  instructions: number | null
  /** CPU time, on the native engines; null for no limit but `timeoutMs`. */
  cpuMs: number | null
  /** Processes that it may have started at once, on the native engines. */
  children: number
}
