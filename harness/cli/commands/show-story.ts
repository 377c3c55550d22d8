import { homedir } from 'node:os'
import { axesOf } from '../../engines/native/axes.js'
import { findDocker } from '../../engines/native/docker/endpoint.js'
import { SCENES } from '../../story/scenes.js'
import { endedAsTold, playStory } from '../../story/story.js'
import { tellScene } from '../../story/tell.js'
import { interruptSignal } from '../interrupt.js'
import { providePoints } from '../provide-images.js'
import { processTerminal } from '../terminal.js'

/** Builds what the story needs, plays it and tells it; the exit code is 0 when it ended as told, else 1. */
export async function showStory(flags: { json?: boolean }): Promise<void> {
  const terminal = processTerminal()
  const interrupt = interruptSignal()
  try {
    const { docker } = await findDocker({ env: process.env, platform: process.platform, homedir: homedir() })
    const points = SCENES.map(({ engine }) => axesOf(engine))
    for (const error of new Set((await providePoints(points, interrupt.signal)).values())) throw error
    let number = 0
    const scenes = await playStory(docker, {
      signal: interrupt.signal,
      onScene: (scene) => {
        number++
        if (!flags.json) void terminal.stdout(tellScene(scene, number, terminal.stdoutColours))
      },
    })
    if (flags.json)
      await terminal.stdout(`${JSON.stringify({ schema: 'luaparity.story/1', scenes }, null, 2)}\n`)
    process.exitCode = endedAsTold(scenes) ? 0 : 1
  } catch (error) {
    if (!interrupt.signal.aborted) throw error
    process.exitCode = 130
  } finally {
    interrupt.dispose()
  }
}
