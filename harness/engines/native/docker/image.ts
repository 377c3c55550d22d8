import { join } from 'node:path'
import type Docker from 'dockerode'
import { packageRoot } from '../../../package-root.js'
import { type BuildContext, readBuildContext } from './build-context.js'
import { buildImage } from './build-image.js'
import { inspectImage } from './inspect-image.js'
import { type DebianRelease, nativeImage, registryBaseImage, roles } from './labels.js'

/** What a native image is made from; by default this package's own folder, on Debian bookworm. */
export interface NativeImageSource {
  /** Absolute path of a folder with a `Dockerfile` (which takes `ARG BASE_IMAGE`) and `ext/`. */
  contextFolder?: string
  release?: DebianRelease
}

export interface NativeImage {
  tag: string
  /** The engine's own id, `sha256:...`. */
  id: string
}

export interface BuildNativeImageOptions extends NativeImageSource {
  /** The image to stand on, as `ARG BASE_IMAGE`. */
  baseImage: string
  /** Gets each step of the build as it begins. */
  onProgress?: (step: string) => void
  signal?: AbortSignal
}

/**
 * The tag of the image that belongs to the files as they are now. It stands on the release, not on which image
 * stood for it (of a registry or bootstrapped), so that it is known without asking an engine.
 */
export async function nativeImageTag(source: NativeImageSource = {}): Promise<string> {
  const { release } = withDefaults(source)
  const { contentHash } = await contextOf(source)
  return nativeImage(release, contentHash)
}

/** The image that belongs to the files as they are now, or null when this engine has not got it. */
export async function findNativeImage(
  docker: Docker,
  source: NativeImageSource = {},
): Promise<NativeImage | null> {
  return inspectImage(docker, await nativeImageTag(source))
}

/**
 * Builds the image and tags it as `nativeImageTag` says; the tag appears only when all steps succeeded.
 * Throws `ImageBuildError` with the failing step and its last lines, or the signal's reason when aborted.
 */
export async function buildNativeImage(
  docker: Docker,
  options: BuildNativeImageOptions,
): Promise<NativeImage> {
  const { baseImage, onProgress, signal } = options
  const { release } = withDefaults(options)
  const context = await contextOf(options)
  return buildImage(docker, {
    context,
    tag: nativeImage(release, context.contentHash),
    role: roles.nativeImage,
    buildArgs: { BASE_IMAGE: baseImage },
    onProgress,
    signal,
  })
}

// The agent is left out: it is copied in at run time.
const INPUTS = /^(Dockerfile$|ext\/)/

function contextOf(source: NativeImageSource): Promise<BuildContext> {
  const { contextFolder, release } = withDefaults(source)
  return readBuildContext(contextFolder, INPUTS, registryBaseImage(release))
}

function withDefaults(source: NativeImageSource): Required<NativeImageSource> {
  const { contextFolder = join(packageRoot, 'containers', 'ruby-luajit'), release = 'bookworm' } = source
  return { contextFolder, release }
}
