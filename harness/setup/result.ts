import { EngineUnavailableError, LuaparityError, messageOf } from '../errors.js'
import type { FastVmState } from './fast-vm-state.js'

/** How the set-up ended, and what there is of the fast VM then. */
export type SetupResult = SetupOutcome & { fastVm: FastVmState; durationMs: number }

export type SetupOutcome =
  | { kind: 'ready'; engine: string; image: string }
  /** No Docker engine can be had here; everything else works. */
  | { kind: 'no-engine'; reason: string; hint: string }
  /** Docker was left out on request. */
  | { kind: 'left-out' }
  | { kind: 'failed'; error: LuaparityError }

/** The exit code of `luaparity setup`: 0, or 3 when a native engine that was to be had, or asked for, is not. */
export function exitCodeOf(result: SetupResult, requiresDocker: boolean): 0 | 3 {
  switch (result.kind) {
    case 'ready':
    case 'left-out':
      return 0
    case 'no-engine':
      return requiresDocker ? 3 : 0
    case 'failed':
      return 3
  }
}

/** Keeps our own errors as they are and wraps the rest, so that a result always has a code and a message. */
export function asLuaparityError(error: unknown): LuaparityError {
  if (error instanceof LuaparityError) return error
  return new EngineUnavailableError(messageOf(error), { cause: error })
}
