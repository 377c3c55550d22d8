import type Docker from 'dockerode'
import { examineStart, type Start, type StartCrash, tryStart } from '../crashes/start-crash.js'
import { axesOf } from '../engines/native/axes.js'
import { findNativeImage } from '../engines/native/docker/image.js'
import { EngineUnavailableError } from '../errors.js'
import { type Ending, SCENES, type Scene } from './scenes.js'

/** What a scene turned out to be. */
export interface PlayedScene extends Scene {
  image: string
  /** How each start ended. */
  ended: readonly Start[]
  /** What all of them came to; `mixed` when they did not all end alike. */
  seen: Ending | 'mixed'
  /** Where it crashes: what was found out about it. */
  crash: StartCrash | null
}

/** Plays the founding story: starts every binary for real. Throws EngineUnavailableError for an image that is not there. */
export async function playStory(
  docker: Docker,
  { onScene, signal }: { onScene?: (scene: PlayedScene) => void; signal?: AbortSignal } = {},
): Promise<PlayedScene[]> {
  const played: PlayedScene[] = []
  for (const scene of SCENES) {
    const result = await play(scene, docker, signal)
    played.push(result)
    onScene?.(result)
  }
  return played
}

/** Whether every scene ended as the story has it. */
export function endedAsTold(scenes: readonly PlayedScene[]): boolean {
  return scenes.length === SCENES.length && scenes.every(({ seen, expected }) => seen === expected)
}

async function play(scene: Scene, docker: Docker, signal?: AbortSignal): Promise<PlayedScene> {
  const image = await findNativeImage(docker, axesOf(scene.engine))
  if (!image) {
    throw new EngineUnavailableError(`the image of ${scene.engine} has not been built`, {
      hint: `Run \`luaparity setup --engines ${scene.engine}\`.`,
    })
  }
  const ended: Start[] = []
  for (let start = 0; start < scene.starts; start++) ended.push(await tryStart(docker, image.tag, signal))
  const crash = ended.find((start) => start.kind === 'crash')
  return {
    ...scene,
    image: image.tag,
    ended,
    seen: endingOf(ended),
    crash: crash ? { ...crash, ...(await examineStart(docker, image.tag, signal)) } : null,
  }
}

function endingOf(ended: readonly Start[]): Ending | 'mixed' {
  if (ended.every(({ kind }) => kind === 'works')) return 'works'
  return ended.every(({ kind }) => kind === 'crash') ? 'crashes' : 'mixed'
}
