import { join } from 'node:path'
import { findNativeImage } from '../engines/native/docker/image.js'
import { describeResult } from './describe-result.js'
import { findEngine, nameOf } from './docker-engine-step.js'
import { withLock } from './lock.js'
import { asLuaparityError, type SetupResult } from './result.js'
import type { SetupDeps } from './step.js'

/**
 * Makes the native engines usable on this machine: a Docker engine, a base image, the image with the Ruby/LuaJIT
 * binary. Does only what is missing, and says so in one line when nothing is. A step that fails is part of the
 * result; the promise rejects only when the signal is aborted, with its reason.
 */
export async function runSetup(deps: SetupDeps): Promise<SetupResult> {
  const started = deps.clock.now()
  const result = { ...(await outcomeOf(deps)), durationMs: deps.clock.now() - started }
  deps.write(describeResult(result))
  return result
}

type Outcome = WithoutDuration<SetupResult>
type WithoutDuration<T> = T extends unknown ? Omit<T, 'durationMs'> : never

async function outcomeOf(deps: SetupDeps): Promise<Outcome> {
  if (deps.env.LUAPARITY_SETUP_SKIP_DOCKER === '1') return { kind: 'left-out' }
  try {
    return (await findReady(deps)) ?? (await setUpAlone(deps))
  } catch (error) {
    deps.signal.throwIfAborted()
    return { kind: 'failed', error: asLuaparityError(error) }
  }
}

async function findReady(deps: SetupDeps): Promise<Outcome | null> {
  const search = await findEngine(deps)
  if (search.kind === 'none') return null
  const image = await findNativeImage(search.engine.docker, deps.imageSource)
  return image && { kind: 'ready', engine: nameOf(search.engine), image: image.tag }
}

async function setUpAlone(deps: SetupDeps): Promise<Outcome> {
  const { pid, clock, signal, write, uid, temporaryFolder } = deps
  // The task list is loaded only when there is something to do.
  const { runSteps } = await import('./steps.js')
  const onWait = (holder: number) =>
    write(`Another set-up is running (process ${holder}): waiting for it to end\n`)
  const lock = join(temporaryFolder, `luaparity-setup-${uid ?? 'user'}.lock`)
  return withLock(lock, { pid, clock, signal, onWait }, () => runSteps(deps))
}
