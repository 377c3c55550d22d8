import type { FastVm } from '../engines/in-process/fast-vm/artefact.js'
import { fastVmSources } from '../engines/in-process/fast-vm/sources.js'
import type { ReadyEngine } from './docker-engine-step.js'
import { buildFastVmImage, findFastVmImage, readFastVmImage } from './fast-vm-image.js'
import { nameOfFastVm } from './fast-vm-name.js'
import { fastVmState } from './fast-vm-state.js'
import type { StepContext, StepResult } from './step.js'
import { writeFastVm } from './write-fast-vm.js'

/**
 * Puts the fast VM into `dist/`: built on `baseImage`, or taken from the image that the engine has of it; nothing
 * is done when the one that belongs to the sources as they are now lies there. Throws `ImageBuildError`.
 */
export async function fastVmStep(
  context: StepContext,
  { docker }: ReadyEngine,
  baseImage: string,
): Promise<StepResult<FastVm>> {
  const { fastVm: place = {}, report, signal } = context
  const { sourceFolder, folder } = place
  const state = await fastVmState(place)
  if (state.kind === 'current')
    return { kind: 'already', summary: `${nameOfFastVm(state.vm)} is there`, value: state.vm }
  const { contentHash } = await fastVmSources(sourceFolder)
  const image =
    (await findFastVmImage(docker, sourceFolder)) ??
    (await buildFastVmImage(docker, { sourceFolder, baseImage, onProgress: report, signal }))
  report(`copying the module out of ${image.tag}`)
  const content = await readFastVmImage(docker, image.tag)
  signal.throwIfAborted()
  const vm = await writeFastVm(content, contentHash, folder)
  return { kind: 'done', summary: `${nameOfFastVm(vm)} built`, value: vm }
}
