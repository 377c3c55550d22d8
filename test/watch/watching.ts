import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Engine } from '../../harness/engines/engine.js'
import { FastEngine } from '../../harness/engines/fast.js'
import { WorkerPool } from '../../harness/engines/in-process/pool.js'
import type { Cast } from '../../harness/watch/cast.js'
import { WatchedFiles } from '../../harness/watch/files.js'
import { WatchSession } from '../../harness/watch/session.js'
import type { View } from '../../harness/watch/view.js'
import { temporaryFolder } from '../temporary-folder.js'

const SIZE = 2
const fast = (): Engine =>
  new FastEngine(() => new WorkerPool({ files: new Map() }, { size: SIZE, ready: SIZE, heapBytes: 0 }))

const PATIENCE = { timeout: 20_000, interval: 5 }

export interface Watching {
  session: WatchSession
  /** The first thing to be shown from now on that is like this. */
  next(isWanted: (view: View) => boolean): Promise<View>
  /** Saves a file; null removes it. */
  save(path: string, text: string | null): Promise<void>
  /** Saves a file and waits until what is shown is like this. */
  after(path: string, text: string | null, expected: object): Promise<void>
}

/** Watches a project of these files on the fast VM until the test is over; the first result is there. */
export async function watching(
  files: Readonly<Record<string, string>>,
  { others = [], named = false }: { others?: Cast['others']; named?: boolean } = {},
): Promise<Watching> {
  const cwd = await temporaryFolder(files)
  const waiting = new Set<(view: View) => void>()
  const session = await WatchSession.open({
    cwd,
    config: undefined,
    paths: [],
    seed: undefined,
    flags: {},
    timeoutMs: undefined,
    compares: true,
    cast: async () => ({ quick: fast, others, reference: 'native', named, explain: null, notes: [] }),
    clock: { now: () => new Date(), monotonicMs: () => performance.now() },
    newId: () => 'run',
    onChange: () => {
      const { view } = session
      for (const look of waiting) look(view)
      void watched.follow(session.snapshot)
    },
  })
  let isReady: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    isReady = resolve
  })
  const watched = new WatchedFiles({
    onChange: (changes, since) => session.filesChanged(changes, since),
    onReady: () => {
      session.look()
      isReady()
    },
    onError: (reason) => session.becomeBlind(reason),
    now: () => Date.now(),
  })
  const next: Watching['next'] = (isWanted) =>
    new Promise((resolve) => {
      const look = (view: View): void => {
        if (!isWanted(view)) return
        waiting.delete(look)
        resolve(view)
      }
      waiting.add(look)
    })
  const first = next(({ state, round }) => state === 'idle' && round > 0)
  const running = session.run()
  onTestFinished(async () => {
    await Promise.all([watched.close(), session.close()])
    await running
  })
  await Promise.all([first, ready])
  const save: Watching['save'] = (path, text) =>
    text === null ? rm(join(cwd, path)) : writeFile(join(cwd, path), text)
  return {
    session,
    next,
    save,
    async after(path, text, expected) {
      await save(path, text)
      await expect.poll(() => session.view, PATIENCE).toMatchObject({ state: 'idle', ...expected })
    },
  }
}
