import type { Axes, ImagePoint } from '../engines/native/axes.js'
import type { DebianRelease } from '../engines/native/docker/labels.js'
import type { ArchSupport } from '../setup/arch-support.js'
import type { FastVmState } from '../setup/fast-vm-state.js'

/** Everything that the doctor looked at; what follows from it is decided elsewhere. */
export interface Facts {
  node: { version: string; required: string }
  machine: MachineFacts
  /** What is wrong with the configuration, or null. */
  configProblem: { message: string; hint: string | null } | null
  docker: DockerFacts | { kind: 'none'; reason: string; hint: string }
  fastVm: FastVmState
  /** The engines inside Node and local processes, each having been started. */
  started: StartedEngine[]
  /** Engines of other kinds, which only a container could tell about. */
  notStarted: string[]
  executables: { name: string; version: string | null }[]
  /** Names of the engines that `luaparity run` uses without further words. */
  usual: string[]
  /** Native engines by name: the usual ones and those of every matrix. */
  native: Map<string, NativeFacts>
}

interface MachineFacts {
  platform: NodeJS.Platform
  arch: string
  processors: number
  memoryBytes: number
  /** What a control group leaves this process of it, or null. */
  memoryLimitBytes: number | null
  /** Memory that a case may take, and cases at once, as the configuration says. */
  caseBytes: number
  jobs: number
}

export interface DockerFacts {
  kind: 'found'
  version: string
  apiVersion: string
  /** In Go's words: `amd64`. */
  arch: string
  /** Its address and what led to it. */
  address: string
  source: string
  storageDriver: string
  memoryBytes: number
  rootless: boolean
  cgroupVersion: string
  /** What the engine cannot limit: `memory`, `processes`, `CPU time`. */
  unlimited: string[]
  /** The profile, or null without seccomp. */
  seccomp: string | null
  /** Where it keeps its data, and how much is free there in bytes; null where that is another machine. */
  data: { folder: string; freeBytes: number } | null
  /** Settings of its kernel; null where that is not the one of this machine. */
  kernel: KernelFacts | null
  kernelVersion: string
  archs: ArchSupport[]
  bases: BaseFacts[]
  /** Whether a base image that is missing could be had, and how; null where none is missing. */
  baseSource: { kind: 'registry' | 'mmdebstrap' } | { kind: 'none'; why: string } | null
}

interface KernelFacts {
  /** Values of the settings of these names; null where the kernel does not tell. */
  overcommit: string | null
  mmapMinAddr: string | null
}

export interface BaseFacts {
  release: DebianRelease
  arch: ImagePoint['arch']
  /** The image that is there, or null. */
  tag: string | null
}

export type StartedEngine = { name: string } & (
  | { status: 'ready'; vm: string }
  | { status: 'unavailable'; reason: string; hint: string | null }
)

export interface NativeFacts {
  axes: Axes
  /** The image that belongs to it and to the files as they are now. */
  tag: string
  isThere: boolean
}
