import os from 'node:os'
import type { Engine } from '../engines/engine.js'
import type { ImagePoint } from '../engines/native/axes.js'
import { slugOf } from '../engines/native/docker/image.js'
import { NativeEngine } from '../engines/native/engine.js'
import type { LuaparityError } from '../errors.js'
import { setupDeps } from './setup-deps.js'
import type { Terminal } from './terminal.js'

/**
 * Builds the images that native engines need and this Docker engine has not got, with progress on standard error. An
 * engine whose image could not be built is told why, and says so when it is started.
 */
export async function provideImages(
  engines: readonly Engine[],
  { terminal, signal }: { terminal: Terminal; signal: AbortSignal },
): Promise<void> {
  const natives = engines.filter((engine) => engine instanceof NativeEngine)
  if (natives.length === 0) return
  const failed = await providePoints(
    natives.map(({ axes }) => axes),
    signal,
  )
  for (const error of new Set(failed.values())) await terminal.stderr(describe(error))
  for (const engine of natives) {
    const error = failed.get(slugOf(engine.axes))
    if (error) engine.withoutImage(error)
  }
}

/**
 * The same for points of the axes: the errors of those whose image could not be built, by their slugs. Does nothing
 * without a Docker engine: what that means is the engines' to say.
 */
export async function providePoints(
  points: readonly ImagePoint[],
  signal: AbortSignal,
): Promise<Map<string, LuaparityError>> {
  const deps = await setupDeps(signal, process.stderr)
  const { findEngine } = await import('../setup/docker-engine-step.js')
  const search = await findEngine(deps)
  if (search.kind === 'none') return new Map()
  const { engine } = search
  const { buildImages, missingImages } = await import('../setup/build-images.js')
  if ((await missingImages(deps, engine, points)).length === 0) return new Map()
  const { withLock } = await import('../setup/lock.js')
  const { lockOptions } = await import('../setup/setup.js')
  return withLock(...lockOptions(deps), async () => {
    // Another set-up may have built them meanwhile.
    const missing = await missingImages(deps, engine, points)
    return buildImages(deps, engine, missing, imagesAtOnce())
  })
}

/** How many images are built at once: compiling takes processors, fetching packages waits. */
export function imagesAtOnce(): number {
  return Math.max(2, Math.floor(os.availableParallelism() / 2))
}

function describe({ message, hint }: LuaparityError): string {
  return `${message}\n${hint ? `${hint}\n` : ''}`
}
