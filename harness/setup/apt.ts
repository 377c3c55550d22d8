import { CommandFailedError } from './run-command.js'
import type { StepContext } from './step.js'

const ENV = { DEBIAN_FRONTEND: 'noninteractive' }
// Wait for another package manager, e.g. the automatic updates of a fresh machine.
const INSTALL = ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120']

/**
 * Installs Debian packages. Ctrl-C stops the download at once, but lets dpkg finish what it has begun, so that
 * no package is left half installed. Throws `CommandFailedError` with the last lines of apt.
 */
export async function installPackages(context: StepContext, packages: readonly string[]): Promise<void> {
  const { run, report, signal } = context
  const names = packages.join(' ')
  report('apt-get update: fetching the package lists')
  const outdated = await problemOf(run('apt-get', ['update'], { env: ENV, signal }))
  // One unreachable third-party list must not stop what the others can give.
  if (outdated !== null) report('apt-get update failed; trying with the lists at hand')
  try {
    report(`apt-get install: fetching ${names}`)
    await run('apt-get', [...INSTALL, '--download-only', ...packages], { env: ENV, signal })
    report(`apt-get install: installing ${names}`)
    await run('apt-get', [...INSTALL, ...packages], { env: ENV, shielded: true })
  } catch (error) {
    signal.throwIfAborted()
    throw installFailed(names, [outdated, error])
  }
  signal.throwIfAborted()
}

async function problemOf(command: Promise<void>): Promise<CommandFailedError | null> {
  try {
    await command
    return null
  } catch (error) {
    if (error instanceof CommandFailedError) return error
    throw error
  }
}

function installFailed(names: string, errors: unknown[]): CommandFailedError {
  const output = errors.flatMap((error) => (error instanceof CommandFailedError ? error.output : []))
  return new CommandFailedError(`apt-get install ${names}`, 'failed', output, {
    cause: errors.at(-1),
    hint: `Check that the package mirrors can be reached (\`apt-get update\`), or install ${names} yourself, then run \`luaparity setup\` again.`,
  })
}
