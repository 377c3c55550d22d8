import type { VmName } from './vm.js'

/** What a worker is given to do: a whole program for a fresh VM, or cases for the fast VM. */
export type Task = ProgramTask | FastTask

export interface ProgramTask {
  kind: 'program'
  vm: VmName
  program: string
  memoryBytes: number
}

/** Cases for the fast VM, run one after the other; how each went is in the log, see `FastEvents`. */
export interface FastTask {
  kind: 'fast'
  cases: FastCase[]
}

export interface FastCase {
  /** What the machine is when the case starts; every worker keeps the snapshots it has made. */
  setup: FastSetup
  /** Source, chunk name and arguments of the case. */
  parameters: Uint8Array[]
  /** Which order `pairs` gives keys that have no fixed one; 0 for the usual one. */
  order: number
  memoryBytes: number
  /** After which the VM ends the case by itself. */
  timeoutMs: number
  /** The same in VM instructions; null for no limit. */
  instructions: number | null
}

export interface FastSetup {
  /** The VM, compiled once for all threads. */
  module: WebAssembly.Module
  /** The prelude with its job (ASCII) and the files of our own that it fetches at once; the id stands for both. */
  program: { id: string; text: SharedArrayBuffer; files: SharedFiles; image: SharedArrayBuffer | null }
  /** The files of the project, and paths of those to compile beforehand; the id stands for all. */
  project: { id: string; files: SharedFiles; modules: readonly string[] }
  roundHalfUp: boolean
}

/** Files in memory that all threads share, one behind the other, so that it costs next to nothing to name them with every case. */
export interface SharedFiles {
  paths: readonly string[]
  /** Where each of them ends. */
  ends: readonly number[]
  memory: SharedArrayBuffer
}

/** Why a VM threw instead of returning. */
export interface Failure {
  kind: 'trap' | 'out-of-memory' | 'error' | 'timeout' | 'instructions'
  message: string
}

export interface TaskResult {
  durationMs: number
  /** Of a program; the fast VM's are in the log. */
  failure: Failure | null
  /** Events that had no room in the log. */
  overflow: string[]
  /** Of programs that the thread has made ready without having been given their images: these, by the programs' ids. */
  images: ReadonlyMap<string, Uint8Array>
}

/** What each worker is given once, when it starts. */
export interface WorkerData {
  files: ReadonlyMap<string, Uint8Array>
}
