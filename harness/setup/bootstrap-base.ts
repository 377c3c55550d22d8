import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type Docker from 'dockerode'
import { bootstrappedBaseImage, type DebianRelease, labels, roles } from '../engines/native/docker/labels.js'
import { followProgress } from '../engines/native/docker/progress-stream.js'
import { LuaparityError } from '../errors.js'
import { installPackages } from './apt.js'
import { hostMirrorLines } from './debian-mirror.js'
import type { OsRelease } from './os-release.js'
import type { StepContext } from './step.js'

/**
 * Makes a Debian base image without a registry: mmdebstrap installs a minimal system from a package mirror, and
 * the engine imports it. The image appears only when all of it arrived. Resolves to its tag. Needs root.
 */
export async function bootstrapBaseImage(
  context: StepContext,
  docker: Docker,
  release: DebianRelease,
  host: OsRelease,
): Promise<string> {
  const { run, linux, report, signal } = context
  if ((await linux.findProgram('mmdebstrap')) === null) {
    // Ubuntu does not have Debian's keys by itself.
    await installPackages(context, ['mmdebstrap', 'debian-archive-keyring'])
  }
  const mirrors = await hostMirrorLines(host, release, run, signal)
  report(`mmdebstrap: installing a minimal Debian ${release}`)
  const folder = await mkdtemp(join(context.temporaryFolder, 'luaparity-base-'))
  try {
    // apt's own unprivileged user must get through to what lies below.
    await chmod(folder, 0o711)
    const args = ['--variant=minbase', ...extraPackages(mirrors), release, '-', ...mirrors]
    return await importTar(docker, bootstrappedBaseImage(release), signal, (stdout, signal) =>
      run('mmdebstrap', args, {
        stdout,
        signal,
        env: { TMPDIR: folder },
        onLine: (line) => reportMilestone(line, report),
      }),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
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

interface ImportMessage {
  error?: string
}

async function importTar(
  docker: Docker,
  tag: string,
  signal: AbortSignal,
  produce: (tar: PassThrough, signal: AbortSignal) => Promise<void>,
): Promise<string> {
  const tar = new PassThrough()
  const failed = new AbortController()
  const either = AbortSignal.any([signal, failed.signal])
  const [repo, version] = tag.split(':')
  const changes = [`LABEL ${labels.role}=${roles.baseImage}`, 'CMD ["bash"]']
  const importing = docker
    .importImage(tar, { repo, tag: version, changes, abortSignal: either })
    .then((stream) => followProgress<ImportMessage>(stream, throwIfError))
  // Only a whole archive is ended: a broken connection is what keeps the engine from importing half of one.
  const producing = produce(tar, either).then(() => tar.end())
  try {
    await Promise.all([producing, importing])
    return tag
  } catch (error) {
    failed.abort(error)
    tar.destroy()
    await Promise.allSettled([producing, importing])
    throw error
  }
}

function throwIfError({ error }: ImportMessage): void {
  if (error !== undefined)
    throw new LuaparityError('ERR_IMPORT', `The engine could not import the image: ${error}`)
}
