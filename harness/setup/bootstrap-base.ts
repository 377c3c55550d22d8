import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type Docker from 'dockerode'
import { type Arch, hostArch } from '../engines/native/axes.js'
import { type DebianRelease, labels, roles } from '../engines/native/docker/labels.js'
import { followProgress } from '../engines/native/docker/progress-stream.js'
import { LuaparityError } from '../errors.js'
import { installPackages } from './apt.js'
import { hostMirrorLines } from './debian-mirror.js'
import {
  type ImageDescription,
  imageArchive,
  type RootFilesystem,
  writeRootFilesystem,
} from './image-archive.js'
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
 * the engine loads it. The image appears only when all of it arrived. Resolves to its tag. Needs root.
 */
export async function bootstrapBaseImage(
  context: StepContext,
  docker: Docker,
  { release, arch, tag, host }: BootstrapOptions,
): Promise<string> {
  const { run, report, signal } = context
  const missing = await missingPackages(context, release, arch)
  if (missing.length > 0) await installPackages(context, missing)
  const mirrors = await hostMirrorLines(host, release, run, signal)
  report(`mmdebstrap: installing a minimal Debian ${release} for ${arch}`)
  const folder = await mkdtemp(join(context.temporaryFolder, 'luaparity-base-'))
  try {
    const filesystem = await installInto(folder, context, release, arch, mirrors)
    report(`loading it as ${tag}`)
    const image = { labels: { [labels.role]: roles.baseImage }, command: ['bash'] }
    await loadImage(docker, filesystem, { tag, arch, created: new Date(), ...image }, signal)
    return tag
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

// Without mirrors, mmdebstrap's own default serves.
async function installInto(
  folder: string,
  context: StepContext,
  release: DebianRelease,
  arch: Arch,
  mirrors: string[],
): Promise<RootFilesystem> {
  const { run, report, signal } = context
  const workFolder = join(folder, 'work')
  await mkdir(workFolder, { recursive: true })
  // apt's own unprivileged user must get through to what lies below.
  await Promise.all([chmod(folder, 0o711), chmod(workFolder, 0o711)])
  const options = ['--variant=minbase', `--architectures=${arch}`, ...extraPackages(mirrors)]
  try {
    return await writeRootFilesystem(join(folder, 'root.tar'), signal, (stdout, signal) =>
      run('mmdebstrap', [...options, release, '-', ...mirrors], {
        stdout,
        signal,
        env: { TMPDIR: workFolder },
        onLine: (line) => reportMilestone(line, report),
      }),
    )
  } catch (error) {
    const rest = error instanceof CommandFailedError ? withoutBroken(mirrors, error.output) : mirrors
    if (rest.length === mirrors.length) throw error
    const left = mirrors.filter((line) => !rest.includes(line))
    report(`the mirror's lists for ${arch} do not fit together; going on without: ${left.join(', ')}`)
    return installInto(folder, context, release, arch, rest)
  }
}

/**
 * The mirror lines without the updates and security updates whose lists apt could not get. Mirrors keep them in order
 * for some architectures only. The release itself, which comes first, is never left out.
 */
function withoutBroken([archive, ...pockets]: string[], output: readonly string[]): string[] {
  if (archive === undefined) return []
  const isBroken = (suite: string) =>
    output.some((line) => line.startsWith('E: Failed to fetch') && line.includes(`/dists/${suite}/`))
  return [archive, ...pockets.filter((line) => !isBroken(line.split(' ')[2]!))]
}

// apt in the image cannot speak https without certificates.
function extraPackages(mirrors: string[]): string[] {
  return mirrors.some((line) => line.includes(' https:')) ? ['--include=ca-certificates'] : []
}

// mmdebstrap announces what it does by "I: ", the rest is apt's talk.
function reportMilestone(line: string, report: (line: string) => void): void {
  if (line.startsWith('I: ')) report(`mmdebstrap: ${line.slice(3)}`)
}

interface LoadMessage {
  error?: string
}

async function loadImage(
  docker: Docker,
  filesystem: RootFilesystem,
  description: ImageDescription,
  signal: AbortSignal,
): Promise<void> {
  const failed = new AbortController()
  const archive = imageArchive(filesystem, description)
  // Only a whole archive is ended: a broken connection is what keeps the engine from loading half of one.
  archive.once('error', (error) => failed.abort(error))
  const abortSignal = AbortSignal.any([signal, failed.signal])
  try {
    const stream = await docker.loadImage(archive, { quiet: true, abortSignal })
    await followProgress<LoadMessage>(stream, throwIfError)
  } catch (error) {
    archive.destroy()
    abortSignal.throwIfAborted()
    throw error
  }
}

function throwIfError({ error }: LoadMessage): void {
  if (error !== undefined)
    throw new LuaparityError('ERR_LOAD', `The engine could not load the image: ${error.trim()}`)
}
