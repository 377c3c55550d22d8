import { type Arch, hostArch } from '../engines/native/axes.js'
import { archOfImage } from '../engines/native/docker/inspect-image.js'
import {
  bootstrappedBaseImage,
  type DebianRelease,
  registryBaseImage,
} from '../engines/native/docker/labels.js'
import { engineNameOf, platformOf } from '../engines/native/docker/platform.js'
import { LuaparityError, messageOf } from '../errors.js'
import type { ArchSupport } from './arch-support.js'
import { bootstrapBaseImage } from './bootstrap-base.js'
import type { ReadyEngine } from './docker-engine-step.js'
import { ensureArch } from './ensure-arch.js'
import { isDebianFamily, type OsRelease } from './os-release.js'
import { probeImage } from './probe-image.js'
import { pullImage } from './pull.js'
import type { StepContext, StepResult } from './step.js'

export interface BaseImageWish {
  release?: DebianRelease
  /** By default the engine's own. */
  arch?: Arch
}

/**
 * Provides an image of a Debian release to build on, whose programs run on the engine; the value is its tag. In this
 * order: one that the engine has, the registry's, one bootstrapped here. Throws `LuaparityError` when none of them can
 * be had, `EngineUnavailableError` when the engine does not run programs of that architecture.
 */
export async function baseImageStep(
  context: StepContext,
  engine: ReadyEngine,
  { release = 'bookworm', arch }: BaseImageWish = {},
): Promise<StepResult<string>> {
  if (arch === undefined || engineNameOf(arch) === engine.arch) return provide(context, engine, release, null)
  const support = await ensureArch(context, engine, arch)
  const provided = await provide(context, engine, release, support)
  await probeImage(engine.docker, provided.value, arch, context.signal)
  return provided
}

interface Provided {
  kind: 'already' | 'done'
  summary: string
  value: string
}

async function provide(
  context: StepContext,
  engine: ReadyEngine,
  release: DebianRelease,
  foreign: ArchSupport | null,
): Promise<Provided> {
  const foreignArch = foreign?.arch ?? null
  const official = registryBaseImage(release, foreignArch)
  const bootstrapped = bootstrappedBaseImage(release, foreignArch)
  for (const tag of [official, bootstrapped]) {
    if (await isThere(context, engine, tag, foreignArch)) {
      return { kind: 'already', summary: `base image ${tag} is there`, value: tag }
    }
  }
  context.report(`pulling ${official}`)
  const pullProblem = await problemOfPull(context, engine, official, foreignArch)
  if (pullProblem === null) return { kind: 'done', summary: `base image ${official} pulled`, value: official }
  context.report(`pulling ${official} failed: ${pullProblem}`)
  const host = await bootstrapHost(context, engine, foreign)
  if (host.kind === 'unfit') {
    throw noBaseImage(`pulling ${official} failed (${pullProblem}), and ${host.why}`, bootstrapped)
  }
  const leftOut = await bootstrapBaseImage(context, engine.docker, {
    release,
    arch: foreignArch ?? hostArch(),
    tag: bootstrapped,
    host: host.release,
  })
  const without = leftOut.length > 0 ? `, without ${leftOut.join(', ')}: the mirror's lists are broken` : ''
  const summary = `base image ${bootstrapped} made with mmdebstrap${without}`
  return { kind: 'done', summary, value: bootstrapped }
}

// A tag like debian:bookworm-slim stands for whichever architecture was pulled last.
async function isThere(
  { report }: StepContext,
  engine: ReadyEngine,
  tag: string,
  foreignArch: Arch | null,
): Promise<boolean> {
  const wanted = foreignArch === null ? engine.arch : engineNameOf(foreignArch)
  const found = await archOfImage(engine.docker, tag)
  if (found !== null && found !== wanted) report(`${tag} is there, but for ${found}, not for ${wanted}`)
  return found === wanted
}

async function problemOfPull(
  { signal }: StepContext,
  engine: ReadyEngine,
  tag: string,
  foreignArch: Arch | null,
): Promise<string | null> {
  try {
    await pullImage(engine.docker, tag, {
      signal,
      ...(foreignArch !== null && { platform: platformOf(foreignArch) }),
    })
    return null
  } catch (error) {
    signal.throwIfAborted()
    return messageOf(error).trim()
  }
}

type BootstrapHost = { kind: 'fit'; release: OsRelease } | { kind: 'unfit'; why: string }

// Node's names of the architectures in Go's words.
const GO_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', ia32: '386' }

async function bootstrapHost(
  context: StepContext,
  engine: ReadyEngine,
  foreign: ArchSupport | null,
): Promise<BootstrapHost> {
  const release = context.platform === 'linux' ? await context.linux.osRelease() : null
  if (release === null || !isDebianFamily(release)) {
    return { kind: 'unfit', why: 'one can be made from packages only on Debian and Ubuntu' }
  }
  if (context.uid !== 0) return { kind: 'unfit', why: 'only root can make one from packages' }
  if (engine.arch !== GO_ARCH[process.arch]) {
    return { kind: 'unfit', why: `the engine runs on ${engine.arch}, this machine does not` }
  }
  // What runs its programs there, if anything does, need not be here.
  if (foreign?.kind === 'unknown') return { kind: 'unfit', why: foreign.why }
  return { kind: 'fit', release }
}

function noBaseImage(why: string, tag: string): LuaparityError {
  return new LuaparityError('ERR_BASE_IMAGE', `There is no base image: ${why}`, {
    hint: `Give the engine access to a registry, or an image: \`docker load\` one that was saved elsewhere, and \`docker tag\` it as ${tag}.`,
  })
}
