import type Docker from 'dockerode'
import { messageOf } from '../../../errors.js'
import type { BuildContext } from './build-context.js'
import { type BuildMessage, BuildProgress } from './build-progress.js'
import { inspectImage } from './inspect-image.js'
import { labels } from './labels.js'
import { followProgress } from './progress-stream.js'

export interface BuildImageOptions {
  context: BuildContext
  tag: string
  /** Value of the label `role`. */
  role: string
  /** Further labels of the image. */
  labels?: Readonly<Record<string, string>>
  /** Values for the Dockerfile's `ARG`s. */
  buildArgs: Readonly<Record<string, string>>
  /** Has every step done again, whatever the engine remembers of earlier builds. */
  noCache?: boolean
  /** Gets each step of the build as it begins. */
  onProgress?: ((step: string) => void) | undefined
  signal?: AbortSignal | undefined
}

/**
 * Builds an image; its tag appears only when all steps succeeded. Throws `ImageBuildError` with the failing step
 * and its last lines, or the signal's reason when aborted.
 */
export async function buildImage(
  docker: Docker,
  options: BuildImageOptions,
): Promise<{ tag: string; id: string }> {
  const { context, tag, role, buildArgs, noCache = false, onProgress = () => {}, signal } = options
  const progress = new BuildProgress(tag, onProgress)
  try {
    const stream = await docker.buildImage(
      { context: context.folder, src: context.files },
      {
        t: tag,
        dockerfile: context.dockerfile,
        buildargs: buildArgs,
        labels: { ...options.labels, [labels.role]: role, [labels.content]: context.contentHash },
        nocache: noCache,
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
