import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { startVitest } from './project.js'

/** A Vitest that watches, ended with the test. */
export interface Watching {
  pid: number
  /** What it has printed since the last call, once that matches. */
  until(pattern: RegExp): Promise<string>
  /** Ends it as `q` or Ctrl-C would, and waits for that. */
  end(): Promise<void>
}

export function watch(args: readonly string[], options: Parameters<typeof startVitest>[1]): Watching {
  const running = startVitest(['--watch', ...args], options)
  let text = ''
  let taken = 0
  running.all!.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  let isOver = false
  void running.then(() => {
    isOver = true
  })
  const end = async (): Promise<void> => {
    running.kill('SIGINT')
    await running
  }
  onTestFinished(end)
  return {
    pid: running.pid!,
    end,
    async until(pattern) {
      // Ends with the test's own time at the latest.
      while (!pattern.test(text.slice(taken))) {
        if (isOver) throw new Error(`Vitest is over, without ${pattern}:\n${text.slice(taken)}`)
        await sleep(20)
      }
      const news = text.slice(taken)
      taken = text.length
      return news
    },
  }
}

/** What it prints when a run is over. */
export const IDLE = /Waiting for file changes\.\.\.|Watching for file changes\.\.\./
