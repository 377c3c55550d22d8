import {
  buildNativeImage,
  DEFAULT_POINT,
  findNativeImage,
  type NativeImage,
} from '../engines/native/docker/image.js'
import type { ReadyEngine } from './docker-engine-step.js'
import type { StepContext, StepResult } from './step.js'

/**
 * Builds the image with the Ruby/LuaJIT binary on `baseImage`, unless the engine already has the one that
 * belongs to the files as they are now. Throws `ImageBuildError`.
 */
export async function nativeImageStep(
  context: StepContext,
  { docker }: ReadyEngine,
  baseImage: string,
): Promise<StepResult<NativeImage>> {
  const { imageFolder: contextFolder, report, signal } = context
  const point = DEFAULT_POINT
  const existing = await findNativeImage(docker, point, contextFolder)
  if (existing !== null)
    return { kind: 'already', summary: `image ${existing.tag} is there`, value: existing }
  const image = await buildNativeImage(docker, {
    point,
    contextFolder,
    baseImage,
    onProgress: report,
    signal,
  })
  return { kind: 'done', summary: `image ${image.tag} built`, value: image }
}
