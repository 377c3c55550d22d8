import type Docker from 'dockerode'
import type { DockerOptions } from 'dockerode'
import type { ImagePoint } from '../engines/native/axes.js'
import type { Surroundings } from '../engines/native/docker/endpoint-strategy.js'
import type { Clock } from './clock.js'
import type { FastVmPlace } from './fast-vm-state.js'
import type { LinuxHost } from './linux-host.js'
import type { RunCommand } from './run-command.js'

/** Everything the set-up touches outside its own code. */
export interface SetupDeps extends Surroundings {
  /** Writes to the user's terminal. */
  write: (text: string) => void
  /** Whether that terminal can redraw lines. */
  isTTY: boolean
  /** The numeric user id; null where there is none (Windows). */
  uid: number | null
  pid: number
  /** Absolute path of the system's folder for temporary files. */
  temporaryFolder: string
  clock: Clock
  run: RunCommand
  linux: LinuxHost
  /** Aborted when the user interrupts the set-up. */
  signal: AbortSignal
  connect?: (options: DockerOptions) => Docker
  /** Where the native images are made from; by default this package's own folder. */
  imageFolder?: string | undefined
  /** The native images that are wanted besides the default one. */
  points?: readonly ImagePoint[]
  /** How many of these are built at once. */
  imagesAtOnce?: number
  /** Where the fast VM comes from and goes to; by default as in this package. */
  fastVm?: FastVmPlace
}

/** What one step works with. */
export interface StepContext extends SetupDeps {
  /** Tells in one line what the step is doing now. */
  report: (line: string) => void
}

/** How a step ended; a failure is thrown. `summary` is what the user reads. */
export type StepResult<T> =
  | { kind: 'already'; summary: string; value: T }
  | { kind: 'done'; summary: string; value: T }
  | { kind: 'skipped'; summary: string; hint: string }
