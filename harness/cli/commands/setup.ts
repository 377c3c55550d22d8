import { homedir, tmpdir } from 'node:os'
import { Command } from 'commander'
import type { SetupResult } from '../../setup/result.js'
import type { SetupDeps } from '../../setup/step.js'

/** `luaparity setup`: everything the engines need on this machine, or one line when it is all there. */
export function setupCommand(): Command {
  return new Command('setup')
    .description('get the Docker engine, build the native image and the fast VM; does only what is missing')
    .action(async () => {
      process.exitCode = await setUp()
    })
}

// Loaded only now, so that the other commands start without it.
async function setUp(): Promise<number> {
  const { runSetup } = await import('../../setup/setup.js')
  const { exitCodeOf } = await import('../../setup/result.js')
  const interruption = new AbortController()
  const release = onInterruption((exitCode) => interruption.abort(new Interrupted(exitCode)))
  try {
    const result: SetupResult = await runSetup(await depsOfThisProcess(interruption.signal))
    return exitCodeOf(result, process.env.LUAPARITY_REQUIRE_DOCKER === '1')
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    process.stderr.write('Interrupted. `luaparity setup` goes on where it stopped.\n')
    return error.exitCode
  } finally {
    release()
  }
}

class Interrupted extends Error {
  constructor(readonly exitCode: number) {
    super('interrupted')
  }
}

// Shells expect 128 + the signal's number.
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const

// Keeps listening: were it the last listener gone, execa's own would end the process before anything is cleaned up.
// A second Ctrl-C ends it at once.
function onInterruption(stop: (exitCode: number) => void): () => void {
  let hasStopped = false
  const listener = (signal: 'SIGINT' | 'SIGTERM') => {
    if (hasStopped) process.exit(EXIT_CODES[signal])
    hasStopped = true
    process.stderr.write('Stopping: cleaning up what is half done.\n')
    stop(EXIT_CODES[signal])
  }
  process.on('SIGINT', listener).on('SIGTERM', listener)
  return () => {
    process.off('SIGINT', listener).off('SIGTERM', listener)
  }
}

async function depsOfThisProcess(signal: AbortSignal): Promise<SetupDeps> {
  const { linuxHost } = await import('../../setup/linux-host.js')
  const { systemClock } = await import('../../setup/clock.js')
  return {
    write: (text) => process.stdout.write(text),
    isTTY: process.stdout.isTTY === true,
    env: process.env,
    platform: process.platform,
    homedir: homedir(),
    uid: process.getuid?.() ?? null,
    pid: process.pid,
    temporaryFolder: tmpdir(),
    clock: systemClock,
    linux: linuxHost(process.env.PATH ?? ''),
    // execa is needed only where something is installed.
    run: async (...args) => (await import('../../setup/run-command.js')).runCommand(...args),
    signal,
  }
}
