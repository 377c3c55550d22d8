// What a worker of Vitest asks the spec server, and what it is told: JSON over HTTP on the loopback, one line an event.

/** Where the spec server listens, and the word that it wants to hear. */
export interface Address {
  port: number
  token: string
}

/** What the workers of a project are given by `provide`, under the key PROVIDED. */
export interface Provided {
  engine: string
  address: Address
}

export const PROVIDED = 'luaparity'

/** A place in a Lua file that a stack trace can name; columns count from 1. */
export interface Frame {
  name: string
  /** Absolute path. */
  file: string
  line: number
  column: number
}

/** Why a test, or a whole file, is no pass. */
export interface Problem {
  name: string
  message: string
  /** Innermost frame first. */
  frames: readonly Frame[]
}

/** A block of a spec file, or a test in it. `line` is null where it is not in the spec file. */
export type Entry =
  | { kind: 'block'; name: string; line: number | null; entries: readonly Entry[] }
  | { kind: 'test'; name: string; line: number | null; n: number }

/** What an engine finds in a file: what to register, or why nothing can be. */
export type Listing =
  | { kind: 'tests'; entries: readonly Entry[] }
  /** Of an engine that may be absent: the tests as another engine found them, or one in their place. */
  | { kind: 'absent'; entries: readonly Entry[]; reason: string }
  /** `isLasting` when it can be gone only once a file has changed. */
  | { kind: 'problem'; problem: Problem; isLasting: boolean }

/** How a test came out. */
export type Result =
  | { kind: 'pass' }
  | { kind: 'pending'; reason: string | null }
  | { kind: 'problem'; problem: Problem }

/** How a test came out, how long it took, and what it wrote. */
export interface Report {
  result: Result
  durationMs: number
  output: string
  errorOutput: string
}

/** One line of the answer to `run`. */
export type RunEvent =
  | ({ kind: 'test'; n: number; names: readonly string[] } & Report)
  /** The last one; `problem` is of the file, and of the tests that have no result. */
  | { kind: 'end'; problem: Problem | null }

/** What `run` is asked with. */
export interface RunRequest {
  engine: string
  /** Absolute path of the spec file. */
  file: string
  /** Numbers of the tests to run; null for all. */
  only: readonly number[] | null
}

/** The whole lines among the text that came so far, and the rest. */
export function splitLines(text: string): { lines: string[]; rest: string } {
  const lines = text.split('\n')
  const rest = lines.pop()!
  return { lines: lines.filter(Boolean), rest }
}
