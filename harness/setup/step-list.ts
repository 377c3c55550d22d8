import { createWritable, Listr, ListrLogger, type ListrTask, ProcessOutput } from 'listr2'
import { formatDuration } from './format-duration.js'
import type { SetupDeps, StepContext, StepResult } from './step.js'

/** A step as the user sees it. */
export interface AnnouncedStep {
  /** What it is and what it does, shown when it begins. */
  title: string
  /** Asked when its turn comes. */
  isNeeded: () => boolean
  run: (context: StepContext) => Promise<StepResult<unknown>>
}

/**
 * Runs steps and shows each: its title as it begins, what it is doing, and at its end what came of it and how long it
 * took. One after the other, the first that fails ends the list, and its error is thrown; where several run `atOnce`,
 * a failure is the caller's to keep, and the others go on.
 */
export async function runList(
  deps: SetupDeps,
  steps: readonly AnnouncedStep[],
  { atOnce = 1 }: { atOnce?: number } = {},
): Promise<void> {
  const failure: { error?: unknown } = {}
  const tasks = steps.map((step) => taskOf(deps, step, failure))
  const list = new Listr(tasks, {
    concurrent: atOnce > 1 && atOnce,
    exitOnError: atOnce === 1,
    renderer: deps.isTTY ? 'default' : 'simple',
    rendererOptions: { logger: loggerTo(deps.write), collapseErrors: false },
    fallbackRendererCondition: !deps.isTTY,
    fallbackRenderer: 'simple',
    fallbackRendererOptions: { logger: loggerTo(deps.write) },
    // Its own handler ends the process at once; ours lets a step clean up.
    registerSignalListeners: false,
  })
  try {
    await list.run()
  } catch (error) {
    throw failure.error ?? error
  }
}

function taskOf(deps: SetupDeps, step: AnnouncedStep, failure: { error?: unknown }): ListrTask {
  return {
    title: step.title,
    enabled: step.isNeeded,
    async task(_, line) {
      const started = deps.clock.now()
      const took = () => formatDuration(deps.clock.now() - started)
      const report = (text: string) => {
        line.output = text
      }
      try {
        const result = await step.run({ ...deps, report })
        if (result.kind === 'skipped') line.skip(`${result.summary} (${took()})`)
        else line.title = `${result.summary}${result.kind === 'already' ? ' already' : ''} (${took()})`
      } catch (error) {
        failure.error = error
        // What went wrong follows below the list, in full.
        throw new Error(`failed after ${took()}`, { cause: error })
      }
    },
  }
}

function loggerTo(write: (text: string) => void): ListrLogger {
  // Of a terminal's stream, only writing is used.
  const stream = createWritable(write) as NodeJS.WriteStream
  return new ListrLogger({ useIcons: true, processOutput: new ProcessOutput(stream, stream) })
}
