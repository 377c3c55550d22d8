import { DEFAULT_POINT, findNativeImage, type NativeImage } from '../engines/native/docker/image.js'
import { baseImageStep } from './base-image-step.js'
import { buildImages, missingImages } from './build-images.js'
import { dockerEngineStep, nameOf, type ReadyEngine } from './docker-engine-step.js'
import { findFastVmImage } from './fast-vm-image.js'
import { fastVmState } from './fast-vm-state.js'
import { fastVmStep } from './fast-vm-step.js'
import { nativeImageStep } from './native-image-step.js'
import type { SetupDeps } from './step.js'
import { type AnnouncedStep, runList } from './step-list.js'

export type StepsOutcome =
  | { kind: 'ready'; engine: string; image: string }
  | { kind: 'no-engine'; reason: string; hint: string }

// What the steps hand on to each other.
interface Handed {
  engine?: ReadyEngine
  baseImage?: string
  image?: NativeImage | null
  fastVm: 'is there' | 'is in its image' | 'is to be built'
  missing?: { reason: string; hint: string }
}

/** Runs the steps in order, each only where it is needed. Throws the error of the first step that fails. */
export async function runSteps(deps: SetupDeps): Promise<StepsOutcome> {
  const handed: Handed = { fastVm: 'is to be built' }
  await runList(deps, [engineStep(deps, handed), baseStep(handed), imageStep(handed), vmStep(handed)])
  const { engine, image, missing } = handed
  if (engine) await buildFurtherImages(deps, engine)
  if (engine && image) return { kind: 'ready', engine: nameOf(engine), image: image.tag }
  return { kind: 'no-engine', ...missing! }
}

async function buildFurtherImages(deps: SetupDeps, engine: ReadyEngine): Promise<void> {
  const points = await missingImages(deps, engine, deps.points ?? [])
  if (points.length === 0) return
  const [error] = (await buildImages(deps, engine, points, deps.imagesAtOnce ?? 2)).values()
  if (error) throw error
}

function engineStep(deps: SetupDeps, handed: Handed): AnnouncedStep {
  return {
    title: 'Docker engine: look for one that answers, install one where that is possible',
    isNeeded: () => true,
    async run(context) {
      const result = await dockerEngineStep(context)
      if (result.kind === 'skipped') {
        handed.missing = { reason: result.summary, hint: result.hint }
        return { ...result, summary: 'no Docker engine answers, and none is installed here' }
      }
      handed.engine = result.value
      handed.image = await findNativeImage(result.value.docker, DEFAULT_POINT, deps.imageFolder)
      handed.fastVm = await whereFastVmIs(deps, result.value)
      return result
    },
  }
}

function baseStep(handed: Handed): AnnouncedStep {
  return {
    title: 'Base image: find, pull or make a Debian image to build on',
    isNeeded: () => handed.engine !== undefined && (!handed.image || handed.fastVm === 'is to be built'),
    async run(context) {
      const result = await baseImageStep(context, handed.engine!)
      if (result.kind !== 'skipped') handed.baseImage = result.value
      return result
    },
  }
}

function imageStep(handed: Handed): AnnouncedStep {
  return {
    title: 'Native image: build the Ruby/LuaJIT binary',
    isNeeded: () => handed.engine !== undefined && !handed.image,
    async run(context) {
      const result = await nativeImageStep(context, handed.engine!, handed.baseImage!)
      if (result.kind !== 'skipped') handed.image = result.value
      return result
    },
  }
}

function vmStep(handed: Handed): AnnouncedStep {
  return {
    title: 'Fast VM: build the WebAssembly Lua VM',
    isNeeded: () => handed.engine !== undefined && handed.fastVm !== 'is there',
    run: (context) => fastVmStep(context, handed.engine!, handed.baseImage!),
  }
}

async function whereFastVmIs(deps: SetupDeps, { docker }: ReadyEngine): Promise<Handed['fastVm']> {
  const { kind } = await fastVmState(deps.fastVm)
  if (kind === 'current') return 'is there'
  const image = await findFastVmImage(docker, deps.fastVm?.sourceFolder)
  return image === null ? 'is to be built' : 'is in its image'
}
