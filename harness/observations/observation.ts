import type { LuaValue } from './values.js'

/** How a case ended on one engine; the words and their meaning are the project's, see docs/verdicts.md. */
export const OUTCOMES = [
  'pass',
  'fail',
  'error',
  'crash',
  'timeout',
  'out-of-memory',
  'unsupported',
  'missing',
  'unavailable',
  'pending',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Bytes a script wrote, cut at the output limit of the run. */
export interface Captured {
  bytes: Buffer
  truncated: boolean
}

/** A Lua error that ended the case. */
export interface ObservedError {
  kind: 'syntax' | 'runtime' | 'assertion' | 'exit' | 'unsupported' | 'memory' | 'too-large' | 'engine'
  /** Text without its `file:line: ` position. */
  message: string
  /** The error value itself; null when it could not be had. */
  value: LuaValue | null
  file: string | null
  line: number | null
  traceback: string[]
}

/** One call of a host function, in order. */
export interface HostCall {
  name: string
  arguments: LuaValue[]
  /** Empty when it raised an error. */
  results: LuaValue[]
  /** The value of the error that it raised; null when it returned. */
  error: LuaValue | null
}

/** The end of a process (or of a VM) that no script should be able to cause. */
export interface Crash {
  /** `SIGSEGV`, ...; null when the process exited or the VM trapped without a signal. */
  signal: string | null
  /** Hexadecimal fault address. */
  address: string | null
  /** Stable across runs: what crashed and where, without addresses. */
  signature: string
  /**
   * What the VM itself had to say, in one line: a failed assertion of LuaJIT's or glibc's, an error that AddressSanitizer
   * found, without addresses. Null when it died without a word.
   */
  report: string | null
  /** Lua and native backtraces, innermost frame first. */
  lua: string[]
  native: string[]
  /** True once the case, run alone in a fresh process, crashed again. */
  confirmed: boolean
}

/** What LuaJIT's compiler did with the script during the case; traces that begin in the prelude do not count. */
export interface JitActivity {
  /** Traces compiled: loops, functions and side exits. */
  traces: number
  /** Recordings given up. */
  aborts: number
  /** Times all compiled code was thrown away. */
  flushes: number
  /** Why recordings were given up, the most frequent first, 20 at most; empty where the engine cannot tell. */
  reasons: { reason: string; at: string; count: number }[]
}

/** A place in a script or a module. */
export interface Place {
  file: string
  line: number
}

/** What a control run came across: a place where it did otherwise than the VM by itself, or went over keys in no fixed order. */
export interface Note {
  kind: 'rule' | 'iteration'
  /** Id of the dialect rule; empty for an iteration. */
  rule: string
  /** Where in the script or its modules. */
  file: string | null
  line: number | null
  /** The expression as the script has it, as far as it is known: `10/2`, `string.format`. */
  what: string
  /** What it is on this VM, and what the control made of it; both as a person reads them. */
  is: string
  instead: string
}

/** A test as a spec file defines it. */
export interface DefinedTest {
  /** Its place in the order of definition, from 1; 0 for what is no test of its own, as a teardown that failed. */
  n: number
  /** From the outermost block to the test itself. */
  names: readonly string[]
  /** Where `it` was called. */
  file: string
  line: number
}

/** A test that was announced, with what belongs to it alone. */
export interface SeenTest extends DefinedTest {
  observation: Observation
}

/** What was seen of the tests of a spec file. */
interface SeenTests {
  /** Those that came to their own end, in the order in which they ran. */
  ended: readonly SeenTest[]
  /** The one that was at work when the run was cut off; the run's outcome is its doing. */
  open: SeenTest | null
  /** Those that the file defines, where only that was asked for. */
  listed: readonly (DefinedTest & { pending: boolean })[]
}

/** Everything seen of one case on one engine. */
export interface Observation {
  outcome: Outcome
  durationMs: number
  /** Returned values; null unless the script ran to its end. */
  values: LuaValue[] | null
  /** What print and io.write wrote, in order. */
  output: Captured
  /** What io.stderr:write wrote. */
  errorOutput: Captured
  /** What C code wrote to file descriptors 1 and 2 of the process, past the Lua library. */
  rawOutput: Captured
  error: ObservedError | null
  hostCalls: HostCall[]
  crash: Crash | null
  /** Null where there is no compiler, where it is off, and where the process ended before it could tell. */
  jit: JitActivity | null
  /** Whether the script went over keys that `pairs` and `next` give in no fixed order; null where it is not known. */
  iterates: boolean | null
  /** Of control runs only. */
  notes: readonly Note[]
  /** Of spec files only. */
  tests: SeenTests | null
  /** Why the outcome is what it is, where nothing above says it: the limit hit, the engine's fault. */
  reason: string | null
}

/** An observation in which nothing was seen; `reason` says why. */
export function emptyObservation(outcome: Outcome, reason: string | null, durationMs = 0): Observation {
  return {
    outcome,
    durationMs,
    values: null,
    output: nothing(),
    errorOutput: nothing(),
    rawOutput: nothing(),
    error: null,
    hostCalls: [],
    crash: null,
    jit: null,
    iterates: null,
    notes: [],
    tests: null,
    reason,
  }
}

function nothing(): Captured {
  return { bytes: Buffer.alloc(0), truncated: false }
}
