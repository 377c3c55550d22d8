import type Docker from 'dockerode'
import { messageOf } from '../../../errors.js'
import type { BuildContext } from './build-context.js'
import { type BuildMessage, BuildProgress, ImageBuildError } from './build-progress.js'
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
 * and its last lines, or the signal's reason when aborted. Nothing is kept of a build that filled the disk.
 */
export async function buildImage(
  docker: Docker,
  options: BuildImageOptions,
): Promise<{ tag: string; id: string }> {
  const progress = new BuildProgress(options.tag, options.onProgress ?? (() => {}))
  try {
    return await build(docker, options, progress)
  } catch (error) {
    // Half an image would take the very room that is wanted; else its steps are worth keeping.
    if (error instanceof ImageBuildError && error.isDiskFull) await discard(docker, progress.made)
    throw error
  }
}

async function build(
  docker: Docker,
  { context, tag, role, labels: further = {}, buildArgs, noCache = false, signal }: BuildImageOptions,
  progress: BuildProgress,
): Promise<{ tag: string; id: string }> {
  try {
    const stream = await docker.buildImage(
      { context: context.folder, src: context.files },
      {
        t: tag,
        dockerfile: context.dockerfile,
        buildargs: buildArgs,
        labels: { ...further, [labels.role]: role, [labels.content]: context.contentHash },
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

/** Removes the images of a build's steps, the last one first; one that has a name, or that others stand on, stays. */
async function discard(docker: Docker, ids: readonly string[]): Promise<void> {
  for (const id of [...ids].reverse()) {
    const image = docker.getImage(id)
    try {
      const { RepoTags: names } = await image.inspect()
      if (names.length === 0) await image.remove()
    } catch (error) {
      // 404: gone together with the one that stood on it. 409: in use.
      const status = (error as { statusCode?: number }).statusCode
      if (status !== 404 && status !== 409) {
        process.emitWarning(`image ${id} of the failed build could not be removed: ${messageOf(error)}`)
      }
    }
  }
}
