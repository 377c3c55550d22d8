import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type Docker from 'dockerode'
import { type Arch, hostArch } from '../engines/native/axes.js'
import { type DebianRelease, labels, roles } from '../engines/native/docker/labels.js'
import { installPackages } from './apt.js'
import { hostMirrorLines, suiteOf, withoutBroken } from './debian-mirror.js'
import { type RootFilesystem, writeRootFilesystem } from './image-archive.js'
import { loadImage } from './load-image.js'
import type { OsRelease } from './os-release.js'
import { CommandFailedError } from './run-command.js'
import type { StepContext } from './step.js'

export interface BootstrapOptions {
  release: DebianRelease
  /** One whose programs run here. */
  arch: Arch
  tag: string
  /** What this machine is: Debian or a relative. */
  host: OsRelease
}

/**
 * Makes a Debian base image without a registry: mmdebstrap installs a minimal system from a package mirror, and
 * the engine loads it. The image appears only when all of it arrived. Resolves to the updates, e.g. `bookworm-security`,
 * that had to be left out because the mirror's lists of them are broken for this architecture. Needs root.
 */
export async function bootstrapBaseImage(
  context: StepContext,
  docker: Docker,
  { release, arch, tag, host }: BootstrapOptions,
): Promise<string[]> {
  const { run, report, signal } = context
  const missing = await missingPackages(context, release, arch)
  if (missing.length > 0) await installPackages(context, missing)
  const mirrors = await hostMirrorLines(host, release, run, signal)
  report(`mmdebstrap: installing a minimal Debian ${release} for ${arch}`)
  const folder = await mkdtemp(join(context.temporaryFolder, 'luaparity-base-'))
  try {
    const installed = await installInto(folder, context, release, arch, mirrors)
    report(`loading it as ${tag}`)
    const image = { labels: { [labels.role]: roles.baseImage }, command: ['bash'] }
    await loadImage(docker, installed.filesystem, { tag, arch, created: new Date(), ...image }, signal)
    return mirrors.filter((line) => !installed.mirrors.includes(line)).map(suiteOf)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function missingPackages(
  { linux }: StepContext,
  release: DebianRelease,
  arch: Arch,
): Promise<string[]> {
  const missing: string[] = []
  if ((await linux.findProgram('mmdebstrap')) === null) missing.push('mmdebstrap')
  // Ubuntu does not have Debian's keys by itself, and an older Debian not those of a newer one.
  if (!(await linux.hasDebianKeys(release))) missing.push('debian-archive-keyring')
  // By which mmdebstrap asks what runs here.
  if (arch !== hostArch() && (await linux.findProgram('arch-test')) === null) missing.push('arch-test')
  return missing
}

interface Installed {
  filesystem: RootFilesystem
  mirrors: string[]
}

// Without mirrors, mmdebstrap's own default serves.
async function installInto(
  folder: string,
  context: StepContext,
  release: DebianRelease,
  arch: Arch,
  mirrors: string[],
): Promise<Installed> {
  const { run, report, signal } = context
  const workFolder = join(folder, 'work')
  await mkdir(workFolder, { recursive: true })
  // apt's own unprivileged user must get through to what lies below.
  await Promise.all([chmod(folder, 0o711), chmod(workFolder, 0o711)])
  const options = ['--variant=minbase', `--architectures=${arch}`, ...extraPackages(mirrors)]
  try {
    const filesystem = await writeRootFilesystem(join(folder, 'root.tar'), signal, (stdout, signal) =>
      run('mmdebstrap', [...options, release, '-', ...mirrors], {
        stdout,
        signal,
        // It cleans up only when apt and dpkg, which it runs, have ended.
        withChildren: true,
        env: { TMPDIR: workFolder },
        onLine: (line) => reportMilestone(line, report),
      }),
    )
    return { filesystem, mirrors }
  } catch (error) {
    if (!(error instanceof CommandFailedError)) throw error
    const rest = withoutBroken(mirrors, release, error)
    report(`the mirror's package lists of some updates for ${arch} are broken: trying without them`)
    return installInto(folder, context, release, arch, rest)
  }
}

// apt in the image cannot speak https without certificates.
function extraPackages(mirrors: string[]): string[] {
  return mirrors.some((line) => line.includes(' https:')) ? ['--include=ca-certificates'] : []
}

// mmdebstrap announces what it does by "I: ", the rest is apt's talk.
function reportMilestone(line: string, report: (line: string) => void): void {
  if (line.startsWith('I: ')) report(`mmdebstrap: ${line.slice(3)}`)
}
