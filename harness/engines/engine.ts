import type { Case, Limits } from '../cases/case.js'
import type { FileSet } from '../cases/file-set.js'
import type { Observation } from '../observations/observation.js'
import type { Axes } from './native/axes.js'

export type EngineKind = 'in-process' | 'process' | 'native'

/** What an engine is, as far as it could be found out; keys are shown as they are. */
export interface Fingerprint {
  /** VM and version as the running VM reports it. */
  vm: string
  [fact: string]: string | boolean | readonly string[]
}

/** The implementations of the host contract: the Lua fakes and the program's own, in Ruby. */
export interface HostContract {
  lua: { path: string; source: Buffer } | null
  ruby: { path: string; source: Buffer } | null
}

/** What all cases of a run share. */
export interface Project {
  /** Absolute folder of the configuration, to which all paths are relative. */
  root: string
  files: FileSet
  /** Paths of those that are known to be spec files, which nothing requires. */
  specs?: ReadonlySet<string>
  /** Paths of the files that the cases at hand can come to, where that is known: what else there is need not be got ready. */
  likely?: ReadonlySet<string>
  /** `package.path` of the scripts. */
  packagePath: string
  /** Seconds since 1970 at which the scripts' clock stands. */
  time: number
  env: Readonly<Record<string, string>>
  determinism: { clock: boolean; random: boolean }
  host: HostContract
}

/**
 * One thing that can run a case: a VM build with fixed settings. An engine observes and never
 * compares. `start` throws EngineUnavailableError when there is nothing to run on; `run` does not
 * throw for anything a script does, and gives `unavailable` when the engine itself fails.
 */
export interface Engine {
  readonly name: string
  readonly kind: EngineKind
  readonly axes: Axes | null
  /** How many `run` calls are useful at once; further ones wait. */
  readonly concurrency: number
  /**
   * What a case is run with, one run each, where the engine tries several settings (`jit=stress`); in words, as they are
   * shown. `run` without a setting takes the first.
   */
  readonly settings?: readonly string[]
  start(project: Project, signal: AbortSignal): Promise<void>
  run(testCase: Case, limits: Limits, setting?: string): Promise<Observation>
  /**
   * The same with another order of `pairs` over keys that have no fixed one; `order` (1, 2, ...) says which. `usual` is
   * what `run` observed, and is the result where nothing came out otherwise. Absent where the engine cannot choose the
   * order.
   */
  runInOrder?(testCase: Case, limits: Limits, order: number, usual: Observation): Promise<Observation>
  /** Takes over what depends on the engine that is the reference, once that one is ready. */
  follow?(reference: Fingerprint): void
  /**
   * Takes over a project whose files have changed, for the cases that come; those at work end as they began. Only for one
   * that has been started; absent where an engine has to be made anew for it.
   */
  update?(project: Project): void
  /**
   * Gives up the cases that wait, as nobody asks for them any more: they come out as `unavailable`. Those at work go on to
   * their end. Absent where none waits.
   */
  abandon?(): void
  /** Ends whatever runs and frees everything; safe to call at any time and more than once. */
  stop(): Promise<void>
  fingerprint(): Promise<Fingerprint>
  /** What went wrong with the engine itself and was made good, in words; the report shows it. */
  incidents?(): readonly string[]
}
