import { LuaparityError } from '../errors.js'
import type { OsRelease } from './os-release.js'
import type { CommandFailedError, RunCommand } from './run-command.js'

const FORMAT = '$(REPO_URI) $(CODENAME) $(COMPONENT)'

/**
 * The lines of sources.list for a Debian release from the mirrors that this Debian host itself uses, or none
 * when the host is no Debian or they cannot be told; then mmdebstrap's default mirror serves.
 */
export async function hostMirrorLines(
  host: OsRelease,
  release: string,
  run: RunCommand,
  signal: AbortSignal,
): Promise<string[]> {
  if (host.id !== 'debian' || host.codename === '') return []
  const targets: string[] = []
  await run('apt-get', ['indextargets', '--format', FORMAT, 'Identifier: Packages'], {
    signal,
    onLine: (line) => targets.push(line),
  })
  return mirrorLines(targets, host.codename, release)
}

/** Translates lines `URI codename component` of a host's release into sources.list lines of another release. */
export function mirrorLines(targets: readonly string[], hostCodename: string, release: string): string[] {
  const lines = ['', '-updates', '-security'].flatMap((pocket) => {
    const target = targets
      .map((line) => line.split(' '))
      .find(
        ([uri, codename, component]) =>
          codename === `${hostCodename}${pocket}` && component === 'main' && /^https?:/.test(uri ?? ''),
      )
    return target ? [`deb ${target[0]} ${release}${pocket} main`] : []
  })
  // Updates without the archive itself are of no use.
  return lines[0]?.includes(` ${release} `) ? lines : []
}

/** The suite of a sources.list line of `mirrorLines`, e.g. `bookworm-security`. */
export function suiteOf(line: string): string {
  return line.split(' ')[2]!
}

/**
 * The lines without those of the updates whose lists apt could not get, as `error` shows: a mirror may keep them in
 * order for some architectures only. Throws the error when it is about something else, and `LuaparityError` when the
 * release itself cannot be got.
 */
export function withoutBroken(lines: string[], release: string, error: CommandFailedError): string[] {
  const problems = error.output.filter((line) => line.startsWith('E: Failed to fetch'))
  const isBroken = (suite: string) => problems.some((line) => line.includes(`/dists/${suite}/`))
  if (isBroken(release)) {
    const shown = problems.map((line) => `  ${line}`).join('\n')
    throw new LuaparityError(
      'ERR_MIRROR',
      `The package lists of Debian ${release} cannot be got:\n${shown}`,
      {
        hint: 'The mirror may be in the middle of an update: try again later, or name another one in /etc/apt.',
        cause: error,
      },
    )
  }
  const rest = lines.filter((line) => !isBroken(suiteOf(line)))
  if (rest.length === lines.length) throw error
  return rest
}
