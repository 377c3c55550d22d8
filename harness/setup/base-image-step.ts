import { inspectImage } from '../engines/native/docker/inspect-image.js'
import {
  bootstrappedBaseImage,
  type DebianRelease,
  registryBaseImage,
} from '../engines/native/docker/labels.js'
import { LuaparityError, messageOf } from '../errors.js'
import { bootstrapBaseImage } from './bootstrap-base.js'
import type { ReadyEngine } from './docker-engine-step.js'
import { isDebianFamily, type OsRelease } from './os-release.js'
import { pullImage } from './pull.js'
import type { StepContext, StepResult } from './step.js'

/**
 * Provides an image of a Debian release to build on; the value is its tag. In this order: one that the engine
 * has, the registry's, one bootstrapped here. Throws `LuaparityError` when none of them can be had.
 */
export async function baseImageStep(
  context: StepContext,
  engine: ReadyEngine,
  release: DebianRelease = 'bookworm',
): Promise<StepResult<string>> {
  const official = registryBaseImage(release)
  for (const tag of [official, bootstrappedBaseImage(release)]) {
    if ((await inspectImage(engine.docker, tag)) !== null) {
      return { kind: 'already', summary: `base image ${tag} is there`, value: tag }
    }
  }
  context.report(`pulling ${official}`)
  const pullProblem = await problemOfPull(context, engine, official)
  if (pullProblem === null) return { kind: 'done', summary: `base image ${official} pulled`, value: official }
  context.report(`pulling ${official} failed: ${pullProblem}`)
  const host = await bootstrapHost(context, engine)
  if (host.kind === 'unfit') throw noBaseImage(release, pullProblem, host.why)
  const tag = await bootstrapBaseImage(context, engine.docker, release, host.release)
  return { kind: 'done', summary: `base image ${tag} made with mmdebstrap`, value: tag }
}

async function problemOfPull(context: StepContext, engine: ReadyEngine, tag: string): Promise<string | null> {
  try {
    await pullImage(engine.docker, tag, { signal: context.signal })
    return null
  } catch (error) {
    context.signal.throwIfAborted()
    return messageOf(error).trim()
  }
}

type BootstrapHost = { kind: 'fit'; release: OsRelease } | { kind: 'unfit'; why: string }

// Node's names of the architectures in Go's words.
const GO_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', ia32: '386' }

async function bootstrapHost(context: StepContext, engine: ReadyEngine): Promise<BootstrapHost> {
  const release = context.platform === 'linux' ? await context.linux.osRelease() : null
  if (release === null || !isDebianFamily(release)) {
    return { kind: 'unfit', why: 'one can be made from packages only on Debian and Ubuntu' }
  }
  if (context.uid !== 0) return { kind: 'unfit', why: 'only root can make one from packages' }
  if (engine.arch !== GO_ARCH[process.arch]) {
    return { kind: 'unfit', why: `the engine runs on ${engine.arch}, this machine does not` }
  }
  return { kind: 'fit', release }
}

function noBaseImage(release: DebianRelease, pullProblem: string, why: string): LuaparityError {
  const official = registryBaseImage(release)
  return new LuaparityError(
    'ERR_BASE_IMAGE',
    `There is no base image: pulling ${official} failed (${pullProblem}), and ${why}`,
    {
      hint: `Give the engine access to a registry, or an image: \`docker load\` one that was saved elsewhere, and \`docker tag\` it as ${bootstrappedBaseImage(release)}.`,
    },
  )
}
