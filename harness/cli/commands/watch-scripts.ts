import { randomUUID } from 'node:crypto'
import { WatchedFiles } from '../../watch/files.js'
import { WatchSession } from '../../watch/session.js'
import { interruptSignal } from '../interrupt.js'
import { watchCast } from '../watch-cast.js'
import { keysOf } from '../watch-keys.js'
import { watchScreen } from '../watch-screen.js'
import type { WatchFlags } from './watch.js'

/** Watches until the user ends it; the exit code is left in `process.exitCode`. */
export async function watchScripts(paths: readonly string[], flags: WatchFlags): Promise<void> {
  const interrupt = interruptSignal()
  const show = await watchScreen(() => session.view)
  const clock = { now: () => new Date(), monotonicMs: () => performance.now() }
  const session = await WatchSession.open({
    cwd: process.cwd(),
    config: flags.config,
    paths,
    seed: flags.seed,
    flags,
    timeoutMs: flags.timeout,
    compares: flags.native !== false,
    cast: (loaded) => watchCast(loaded, flags),
    clock,
    newId: randomUUID,
    onChange: (when) => {
      show.changed(when)
      void files.follow(session.snapshot)
    },
  })
  const files = new WatchedFiles({
    onChange: (changed, since) => session.filesChanged(changed, since),
    onReady: () => session.look(),
    onError: (reason) => session.becomeBlind(reason),
    now: () => Date.now(),
  })
  let exitCode = 130
  const quit = new AbortController()
  const keys = keysOf({
    all: () => session.again('all'),
    failing: () => session.again('failing'),
    latest: () => session.again('latest'),
    others: () => session.toggleComparison(),
    quit: () => {
      exitCode = session.exitCode
      quit.abort()
    },
  })
  try {
    await Promise.race([session.run(), aborted(quit.signal), aborted(interrupt.signal)])
  } finally {
    keys.dispose()
    show.end()
    await Promise.all([files.close(), session.close()])
    interrupt.dispose()
  }
  process.exitCode = exitCode
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
