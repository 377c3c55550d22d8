import type { Control, SpecOptions } from '../prelude/job.js'
import type { Expectation } from './expectations.js'
import type { RealThing } from './real.js'

/** What to run of a spec file, and what of it the case is. */
export interface SpecRequest {
  options: SpecOptions
  /** `list` says which tests there are, and runs none. */
  mode: 'run' | 'list'
  /** Numbers of the tests to run; null for all. */
  only: readonly number[] | null
  /** Tests to leave out: their numbers, and their names, which hold in every order. */
  skip: readonly { n: number; names: readonly string[] }[]
  /** All of the file with its tests; what belongs to none of its tests; or the test of this id. */
  part: { kind: 'all' } | { kind: 'file' } | { kind: 'test'; id: string }
}

/** What is run once: a script, a test of a spec file or a `-e` snippet, with its arguments and seed. */
export interface Case {
  /** Stable identity: the path for a script, `<file> > <describe> > <it>` for a test, `-e` for the snippet. */
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
  /** Of spec files and their tests. */
  spec?: SpecRequest
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
