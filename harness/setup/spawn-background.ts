import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { stat } from 'node:fs/promises'

/** A process that goes on when this one ends. */
interface BackgroundProcess {
  /** Null as long as it lives, then how it ended, e.g. `exit code 1`. */
  ending(): string | null
}

export type SpawnBackground = (program: string, args: readonly string[], logFile: string) => BackgroundProcess

/** Starts a program in a session of its own, what it prints goes to the end of `logFile`. */
export const spawnBackground: SpawnBackground = (program, args, logFile) => {
  const log = openSync(logFile, 'a')
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log], cwd: '/' })
  closeSync(log)
  child.unref()
  let ending: string | null = null
  child.once('error', (error) => {
    ending = error.message
  })
  child.once('exit', (code, signal) => {
    ending = signal === null ? `exit code ${code}` : `signal ${signal}`
  })
  return { ending: () => ending }
}

/** Size of a file in bytes, 0 when there is none: where the next process's lines will begin. */
export async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
