import type Docker from 'dockerode'
import { fastVmSources } from '../engines/in-process/fast-vm/sources.js'
import { buildImage } from '../engines/native/docker/build-image.js'
import { copyFromImage } from '../engines/native/docker/copy-from-image.js'
import { inspectImage } from '../engines/native/docker/inspect-image.js'
import { fastVmImage, labels, roles } from '../engines/native/docker/labels.js'

/** An image that holds nothing but the fast VM's module. */
export interface FastVmImage {
  tag: string
  id: string
}

export interface BuildFastVmImageOptions {
  /** Absolute path of the sources; by default this package's own. */
  sourceFolder?: string | undefined
  /** The image to stand on, as `ARG BASE_IMAGE`. */
  baseImage: string
  /** Gets each step of the build as it begins. */
  onProgress?: (step: string) => void
  signal?: AbortSignal
}

/** The image that belongs to the sources as they are now, or null when this engine has not got it. */
export async function findFastVmImage(docker: Docker, sourceFolder?: string): Promise<FastVmImage | null> {
  const { contentHash } = await fastVmSources(sourceFolder)
  return inspectImage(docker, fastVmImage(contentHash))
}

/** Compiles the fast VM in a container. Throws `ImageBuildError`, or the signal's reason when aborted. */
export async function buildFastVmImage(
  docker: Docker,
  options: BuildFastVmImageOptions,
): Promise<FastVmImage> {
  const { sourceFolder, baseImage, onProgress, signal } = options
  const context = await fastVmSources(sourceFolder)
  return buildImage(docker, {
    context,
    tag: fastVmImage(context.contentHash),
    role: roles.fastVm,
    buildArgs: { BASE_IMAGE: baseImage },
    onProgress,
    signal,
  })
}

/** What an image of the fast VM holds. */
export interface FastVmContent {
  module: Uint8Array
  lua: string
  emscripten: string
}

/** Copies the module out of its image; nothing is run. */
export async function readFastVmImage(docker: Docker, image: string): Promise<FastVmContent> {
  const { Config } = await docker.getImage(image).inspect()
  return {
    module: await copyFromImage(docker, image, '/fast-vm.wasm'),
    lua: Config.Labels[labels.lua] ?? '',
    emscripten: Config.Labels[labels.emscripten] ?? '',
  }
}
