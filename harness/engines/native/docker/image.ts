import { join } from 'node:path'
import type Docker from 'dockerode'
import { messageOf } from '../../../errors.js'
import { packageRoot } from '../../../package-root.js'
import { readBuildContext } from './build-context.js'
import { type BuildMessage, BuildProgress } from './build-progress.js'
import { inspectImage } from './inspect-image.js'
import { type DebianRelease, labels, nativeImage, registryBaseImage, roles } from './labels.js'
import { followProgress } from './progress-stream.js'

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
  const { contextFolder, release } = withDefaults(source)
  const { contentHash } = await readBuildContext(contextFolder, registryBaseImage(release))
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
  const { baseImage, onProgress = () => {}, signal } = options
  const { contextFolder, release } = withDefaults(options)
  const context = await readBuildContext(contextFolder, registryBaseImage(release))
  const tag = nativeImage(release, context.contentHash)
  const progress = new BuildProgress(tag, onProgress)
  try {
    const stream = await docker.buildImage(
      { context: context.folder, src: context.files },
      {
        t: tag,
        buildargs: { BASE_IMAGE: baseImage },
        labels: { [labels.role]: roles.nativeImage, [labels.content]: context.contentHash },
        // Containers of failed steps go too.
        forcerm: true,
        ...(signal && { abortSignal: signal }),
      },
    )
    await followProgress<BuildMessage>(stream, (message) => progress.take(message))
  } catch (error) {
    signal?.throwIfAborted()
    throw progress.error(messageOf(error))
  }
  progress.throwIfFailed()
  const image = await inspectImage(docker, tag)
  if (image === null) throw progress.error('the engine ended the build without an image')
  return image
}

function withDefaults(source: NativeImageSource): Required<NativeImageSource> {
  const { contextFolder = join(packageRoot, 'containers', 'ruby-luajit'), release = 'bookworm' } = source
  return { contextFolder, release }
}
