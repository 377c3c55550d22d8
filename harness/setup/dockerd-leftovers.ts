import { readFile, rm } from 'node:fs/promises'
import type { LinuxHost } from './linux-host.js'

/**
 * The process id in `pidFile` when that process is alive and is called `name`; else null. After an unclean end
 * the file stays, and its number may by now belong to any other process.
 */
export async function liveProcess(
  pidFile: string,
  name: string,
  linux: Pick<LinuxHost, 'processName'>,
): Promise<number | null> {
  const pid = Number.parseInt(await contentOf(pidFile), 10)
  if (!Number.isInteger(pid)) return null
  return (await linux.processName(pid)) === name ? pid : null
}

/**
 * Removes `pidFile` unless it names a live process called `name`. dockerd refuses to start, or waits in vain for
 * its containerd, when the number in such a file belongs to some other live process. Sockets are left alone:
 * dockerd replaces its own.
 */
export async function removeStalePidFile(
  pidFile: string,
  name: string,
  linux: Pick<LinuxHost, 'processName'>,
): Promise<void> {
  if ((await liveProcess(pidFile, name, linux)) === null) await rm(pidFile, { force: true })
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
