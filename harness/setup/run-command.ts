import type { Writable } from 'node:stream'
import { execa } from 'execa'
import { LastLines } from '../engines/native/docker/last-lines.js'
import { LuaparityError } from '../errors.js'

export interface RunCommandOptions {
  /** Added to the environment of this process. */
  env?: Record<string, string>
  /** Ends the command (SIGTERM, much later SIGKILL) when aborted. */
  signal?: AbortSignal
  /** Gets every line the command prints. */
  onLine?: (line: string) => void
  /** Takes standard output as bytes; it is not ended. Without it, standard output counts as lines. */
  stdout?: Writable
  /** Puts the command out of reach of Ctrl-C, for what must not be cut short. */
  shielded?: boolean
  /**
   * For a command that waits for programs of its own before it cleans up: aborting ends these too (SIGTERM), and then
   * waits for as long as it takes.
   */
  withChildren?: boolean
}

/** Runs a command to its end; throws `CommandFailedError` unless it exits with 0. */
export type RunCommand = (file: string, args: readonly string[], options?: RunCommandOptions) => Promise<void>

/** A command that failed; `output` holds the last lines it printed. */
export class CommandFailedError extends LuaparityError {
  readonly output: readonly string[]

  constructor(
    command: string,
    how: string,
    output: readonly string[],
    options: { cause?: unknown; hint?: string } = {},
  ) {
    const shown = output.map((line) => `  ${line}`).join('\n')
    super('ERR_COMMAND_FAILED', `\`${command}\` ${how}${shown && `\n${shown}`}`, options)
    this.output = output
  }
}

const OUTPUT_LINES = 20
// mmdebstrap takes seconds to remove its half-made system after SIGTERM.
const KILL_AFTER_MS = 30_000

export const runCommand: RunCommand = async (file, args, options = {}) => {
  const { env = {}, signal, onLine = () => {}, stdout, shielded = false, withChildren = false } = options
  signal?.throwIfAborted()
  const output = new LastLines(OUTPUT_LINES)
  function* take(line: unknown): Generator<never> {
    output.push(String(line))
    onLine(String(line))
    // Nothing is passed on, so that nothing piles up.
    yield* []
  }
  const subprocess = execa(file, [...args], {
    stdin: 'ignore',
    stdout: stdout ? 'pipe' : take,
    stderr: take,
    buffer: { stdout: !stdout },
    env,
    reject: false,
    // A process group of its own.
    detached: shielded || withChildren,
    cleanup: !shielded,
    forceKillAfterDelay: KILL_AFTER_MS,
    ...(signal && !withChildren && { cancelSignal: signal }),
  })
  if (stdout) subprocess.stdout?.pipe(stdout, { end: false })
  const endGroup = () => killGroup(subprocess.pid)
  if (withChildren) signal?.addEventListener('abort', endGroup)
  const result = await subprocess
  signal?.removeEventListener('abort', endGroup)
  signal?.throwIfAborted()
  if (!result.failed) return
  const how =
    result.exitCode === undefined
      ? `failed: ${result.originalMessage ?? result.shortMessage}`
      : `ended with exit code ${result.exitCode}`
  throw new CommandFailedError([file, ...args].join(' '), how, output.all, { cause: result })
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGTERM')
  } catch (error) {
    // ESRCH: all of it has just ended.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
