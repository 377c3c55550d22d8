import { join } from 'node:path'
import { DEFAULT_POINT, findNativeImage } from '../engines/native/docker/image.js'
import { describeResult } from './describe-result.js'
import { findEngine, nameOf } from './docker-engine-step.js'
import { fastVmState } from './fast-vm-state.js'
import { withLock } from './lock.js'
import { asLuaparityError, type SetupOutcome, type SetupResult } from './result.js'
import type { SetupDeps } from './step.js'

/**
 * Makes every engine usable on this machine: a Docker engine, a base image, the image with the Ruby/LuaJIT
 * binary, the fast VM. Does only what is missing, and says so in one line when nothing is. A step that fails is part of the
 * result; the promise rejects only when the signal is aborted, with its reason.
 */
export async function runSetup(deps: SetupDeps): Promise<SetupResult> {
  const started = deps.clock.now()
  const outcome = await outcomeOf(deps)
  const fastVm = await fastVmState(deps.fastVm)
  const result = { ...outcome, fastVm, durationMs: deps.clock.now() - started }
  deps.write(describeResult(result))
  return result
}

async function outcomeOf(deps: SetupDeps): Promise<SetupOutcome> {
  if (deps.env.LUAPARITY_SETUP_SKIP_DOCKER === '1') return { kind: 'left-out' }
  try {
    return (await findReady(deps)) ?? (await setUpAlone(deps))
  } catch (error) {
    deps.signal.throwIfAborted()
    return { kind: 'failed', error: asLuaparityError(error) }
  }
}

async function findReady(deps: SetupDeps): Promise<SetupOutcome | null> {
  const search = await findEngine(deps)
  if (search.kind === 'none' || (await fastVmState(deps.fastVm)).kind !== 'current') return null
  const { docker } = search.engine
  const image = await findNativeImage(docker, DEFAULT_POINT, deps.imageFolder)
  for (const point of deps.points ?? []) {
    if ((await findNativeImage(docker, point, deps.imageFolder)) === null) return null
  }
  return image && { kind: 'ready', engine: nameOf(search.engine), image: image.tag }
}

async function setUpAlone(deps: SetupDeps): Promise<SetupOutcome> {
  // The task list is loaded only when there is something to do.
  const { runSteps } = await import('./steps.js')
  return withLock(...lockOptions(deps), () => runSteps(deps))
}

/** What keeps two set-ups of this machine from running at once: the first two arguments of `withLock`. */
export function lockOptions({ pid, clock, signal, write, uid, temporaryFolder }: SetupDeps) {
  const onWait = (holder: number) =>
    write(`Another set-up is running (process ${holder}): waiting for it to end\n`)
  const lock = join(temporaryFolder, `luaparity-setup-${uid ?? 'user'}.lock`)
  return [lock, { pid, clock, signal, onWait }] as const
}
