import type { ImagePoint } from '../engines/native/axes.js'
import { buildNativeImage, findNativeImage, slugOf } from '../engines/native/docker/image.js'
import { LuaparityError } from '../errors.js'
import { baseImageStep } from './base-image-step.js'
import type { ReadyEngine } from './docker-engine-step.js'
import { type PlannedImage, planImages } from './plan-images.js'
import { asLuaparityError } from './result.js'
import type { SetupDeps, StepContext, StepResult } from './step.js'
import { type AnnouncedStep, runList } from './step-list.js'

/** The points whose image, as the files are now, the engine has not got. */
export async function missingImages(
  { imageFolder }: Pick<SetupDeps, 'imageFolder'>,
  { docker }: Pick<ReadyEngine, 'docker'>,
  points: readonly ImagePoint[],
): Promise<ImagePoint[]> {
  const found = await Promise.all(points.map((point) => findNativeImage(docker, point, imageFolder)))
  return points.filter((_, index) => found[index] === null)
}

/**
 * Builds the images of points, and the base images they stand on, several at once and with a line of progress for each.
 * One that fails does not keep the others from being built: its error is in the result, by the point's slug. Rejects
 * only when the signal is aborted, with its reason.
 */
export async function buildImages(
  deps: SetupDeps,
  engine: ReadyEngine,
  points: readonly ImagePoint[],
  atOnce: number,
): Promise<Map<string, LuaparityError>> {
  const made = new Map<string, Promise<string>>()
  const failed = new Map<string, LuaparityError>()
  const steps = planImages(points).map((planned): AnnouncedStep => {
    let settle: { resolve(tag: string): void; reject(error: unknown): void }
    const tag = new Promise<string>((resolve, reject) => {
      settle = { resolve, reject }
    })
    // Whoever needs it awaits it; where nobody does, the failure is in the result all the same.
    tag.catch(() => {})
    made.set(planned.key, tag)
    return {
      title: titleOf(planned),
      isNeeded: () => true,
      async run(context) {
        try {
          const result = await make(planned, context, engine, made)
          if (result.kind === 'skipped')
            throw new LuaparityError('ERR_IMAGE', result.summary, { hint: result.hint })
          settle.resolve(result.value)
          return result
        } catch (error) {
          settle.reject(error)
          if (planned.kind === 'image') failed.set(planned.key, asLuaparityError(error))
          throw error
        }
      },
    }
  })
  await runList(deps, steps, { atOnce })
  deps.signal.throwIfAborted()
  return failed
}

async function make(
  planned: PlannedImage,
  context: StepContext,
  engine: ReadyEngine,
  made: ReadonlyMap<string, Promise<string>>,
): Promise<StepResult<string>> {
  const { signal, report, imageFolder: contextFolder } = context
  signal.throwIfAborted()
  if (planned.kind === 'base') {
    const { release, arch } = planned
    return baseImageStep(context, engine, { release, arch })
  }
  const [base, first] = planned.after
  if (first) {
    report(`waiting for ${first}, whose layers it shares`)
    // Its failure need not be ours.
    await made.get(first)?.catch(() => {})
  }
  const baseImage = await made.get(base!)!
  const { point } = planned
  const { tag } = await buildNativeImage(engine.docker, {
    point,
    contextFolder,
    baseImage,
    onProgress: report,
    signal,
  })
  return { kind: 'done', summary: `image ${tag} built`, value: tag }
}

function titleOf(planned: PlannedImage): string {
  if (planned.kind === 'base') return `Base image: Debian ${planned.release} for ${planned.arch}`
  return `Native image ${slugOf(planned.point)}`
}
