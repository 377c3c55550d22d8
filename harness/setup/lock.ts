import { link, readFile, rm, writeFile } from 'node:fs/promises'
import type { Clock } from './clock.js'

export interface LockOptions {
  /** The process that takes the lock. */
  pid: number
  clock: Clock
  signal: AbortSignal
  /** Called once, with the process that holds the lock, when it must be waited for. */
  onWait: (holder: number) => void
  /** Replaced in tests. */
  isAlive?: (pid: number) => boolean
}

const POLL_MS = 200

/**
 * Runs `body` while no other process runs one under the same `path`. The lock is a file with the holder's
 * process id; one whose holder is dead counts for nothing.
 */
export async function withLock<T>(path: string, options: LockOptions, body: () => Promise<T>): Promise<T> {
  await acquire(path, options)
  try {
    return await body()
  } finally {
    await rm(path, { force: true })
  }
}

async function acquire(path: string, options: LockOptions): Promise<void> {
  const { pid, clock, signal, onWait, isAlive = isProcessAlive } = options
  const own = `${path}.${pid}`
  // A link appears with its content, so that nobody reads a lock without a holder.
  await writeFile(own, String(pid))
  try {
    let hasWaited = false
    while (!(await tryLink(own, path))) {
      const holder = await holderOf(path)
      if (holder === null) continue
      if (!isAlive(holder)) {
        // Two waiters may both come here; at worst both then set up at once, which Docker and apt bear.
        await rm(path, { force: true })
        continue
      }
      if (!hasWaited) onWait(holder)
      hasWaited = true
      await clock.sleep(POLL_MS, signal)
    }
  } finally {
    await rm(own, { force: true })
  }
}

async function tryLink(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

// Null when the lock has been released meanwhile.
async function holderOf(path: string): Promise<number | null> {
  try {
    return Number.parseInt(await readFile(path, 'utf8'), 10)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return codeOf(error) === 'EPERM'
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
