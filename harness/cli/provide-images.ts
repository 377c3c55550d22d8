import os from 'node:os'
import type { Engine } from '../engines/engine.js'
import { slugOf } from '../engines/native/docker/image.js'
import { NativeEngine } from '../engines/native/engine.js'
import type { LuaparityError } from '../errors.js'
import { setupDeps } from './setup-deps.js'
import type { Terminal } from './terminal.js'

/**
 * Builds the images that native engines need and this Docker engine has not got, with progress on standard error. An
 * engine whose image could not be built is told why, and says so when it is started. Does nothing without a Docker
 * engine: what that means is the engines' to say.
 */
export async function provideImages(
  engines: readonly Engine[],
  { terminal, signal }: { terminal: Terminal; signal: AbortSignal },
): Promise<void> {
  const natives = engines.filter((engine) => engine instanceof NativeEngine)
  if (natives.length === 0) return
  const deps = await setupDeps(signal, process.stderr)
  const { findEngine } = await import('../setup/docker-engine-step.js')
  const search = await findEngine(deps)
  if (search.kind === 'none') return
  const { buildImages, missingImages } = await import('../setup/build-images.js')
  const points = natives.map(({ axes }) => axes)
  if ((await missingImages(deps, search.engine, points)).length === 0) return
  const { withLock } = await import('../setup/lock.js')
  const { lockOptions } = await import('../setup/setup.js')
  const failed = await withLock(...lockOptions(deps), async () => {
    // Another set-up may have built them meanwhile.
    const missing = await missingImages(deps, search.engine, points)
    return buildImages(deps, search.engine, missing, Math.max(2, Math.floor(os.availableParallelism() / 2)))
  })
  for (const error of new Set(failed.values())) await terminal.stderr(describe(error))
  for (const engine of natives) {
    const error = failed.get(slugOf(engine.axes))
    if (error) engine.withoutImage(error)
  }
}

function describe({ message, hint }: LuaparityError): string {
  return `${message}\n${hint ? `${hint}\n` : ''}`
}
