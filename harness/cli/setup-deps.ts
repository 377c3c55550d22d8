import { homedir, tmpdir } from 'node:os'
import type { SetupDeps } from '../setup/step.js'

/** What the set-up touches of this process; progress goes to `stream`. */
export async function setupDeps(signal: AbortSignal, stream: NodeJS.WriteStream): Promise<SetupDeps> {
  const { linuxHost } = await import('../setup/linux-host.js')
  const { systemClock } = await import('../setup/clock.js')
  return {
    write: (text) => stream.write(text),
    isTTY: stream.isTTY === true,
    env: process.env,
    platform: process.platform,
    homedir: homedir(),
    uid: process.getuid?.() ?? null,
    pid: process.pid,
    temporaryFolder: tmpdir(),
    clock: systemClock,
    linux: linuxHost(process.env.PATH ?? ''),
    // execa is needed only where something is installed.
    run: async (...args) => (await import('../setup/run-command.js')).runCommand(...args),
    signal,
  }
}
