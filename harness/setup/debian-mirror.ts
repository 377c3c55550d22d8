import type { OsRelease } from './os-release.js'
import type { RunCommand } from './run-command.js'

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
