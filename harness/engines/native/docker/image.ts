import { join } from 'node:path'
import type Docker from 'dockerode'
import { packageRoot } from '../../../package-root.js'
import { axesOf, type ImagePoint } from '../axes.js'
import { type BuildContext, readBuildContext } from './build-context.js'
import { buildImage } from './build-image.js'
import { inspectImage } from './inspect-image.js'
import { labels, nativeImage, registryBaseImage, roles } from './labels.js'

export interface NativeImage {
  tag: string
  /** The engine's own id, `sha256:...`. */
  id: string
}

export interface BuildNativeImageOptions {
  point: ImagePoint
  /** Absolute path of the folder with `dockerfiles/` and `ext/`; by default this package's own. */
  contextFolder?: string | undefined
  /** The image to stand on, as `ARG BASE_IMAGE`. */
  baseImage: string
  /** Gets each step of the build as it begins. */
  onProgress?: (step: string) => void
  signal?: AbortSignal
}

/** The point whose image the default engine, `native`, runs in. */
export const DEFAULT_POINT: ImagePoint = axesOf('native')

/**
 * A point in words that fit a tag: the release, then what is not as Debian has it on its first architecture, e.g.
 * `bookworm`, `trixie-i386`, `bookworm-gc32-assert`.
 */
export function slugOf({ release, arch, gc, build, space, embedder }: ImagePoint): string {
  const parts = [arch === 'amd64' ? null : arch, gc32FromSource(arch, gc), build, space, embedder]
  const standard: (string | null)[] = [null, 'release', 'normal', 'checked']
  return [release, ...parts.filter((part) => !standard.includes(part))].join('-')
}

/**
 * The tag of a point's image that belongs to the files as they are now. It stands on the release, not on which image
 * stood for it (of a registry or bootstrapped), so that it is known without asking an engine.
 */
export async function nativeImageTag(point: ImagePoint, contextFolder?: string): Promise<string> {
  const { contentHash } = await contextOf(point, contextFolder)
  return nativeImage(slugOf(point), contentHash)
}

/** A point's image that belongs to the files as they are now, or null when this engine has not got it. */
export async function findNativeImage(
  docker: Docker,
  point: ImagePoint,
  contextFolder?: string,
): Promise<NativeImage | null> {
  return inspectImage(docker, await nativeImageTag(point, contextFolder))
}

/**
 * Builds the image and tags it as `nativeImageTag` says; the tag appears only when all steps succeeded.
 * Throws `ImageBuildError` with the failing step and its last lines, or the signal's reason when aborted.
 */
export async function buildNativeImage(
  docker: Docker,
  options: BuildNativeImageOptions,
): Promise<NativeImage> {
  const { point, contextFolder, baseImage, onProgress, signal } = options
  const context = await contextOf(point, contextFolder)
  const slug = slugOf(point)
  return buildImage(docker, {
    context,
    tag: nativeImage(slug, context.contentHash),
    role: roles.nativeImage,
    labels: { [labels.point]: slug },
    buildArgs: { BASE_IMAGE: baseImage, SPACE: point.space, EMBEDDER: point.embedder },
    onProgress,
    signal,
  })
}

// The agent is left out: it is copied in at run time.
const SHARED_INPUTS = /^(ext|pagezero)\/|^link\.sh$/

function contextOf(
  point: ImagePoint,
  contextFolder = join(packageRoot, 'containers', 'ruby-luajit'),
): Promise<BuildContext> {
  const dockerfile = dockerfileOf(point)
  return readBuildContext(contextFolder, {
    dockerfile,
    inputs: (file) => file === dockerfile || SHARED_INPUTS.test(file),
    seed: `${registryBaseImage(point.release)} ${slugOf(point)}`,
  })
}

// Rendered by containers/ruby-luajit/render.mjs.
function dockerfileOf({ release, arch, gc, build }: ImagePoint): string {
  const parts = [release, gc32FromSource(arch, gc), build === 'release' ? null : build]
  return `dockerfiles/${parts.filter((part) => part !== null).join('-')}.Dockerfile`
}

// On i386 it is what Debian's own package has.
function gc32FromSource(arch: ImagePoint['arch'], gc: ImagePoint['gc']): string | null {
  return arch === 'amd64' && gc === 'gc32' ? gc : null
}
