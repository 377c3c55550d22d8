import { execaSync } from 'execa'
import { describe } from 'vitest'
import { describeDocker } from '../docker.js'
import { describeFastVm, hasFastVm } from '../fast-vm.js'

/** Engines that run wherever Node does. */
export const IN_PROCESS = ['lua51', 'lua54', 'lua53'] as const
/** Executables that a machine may have. */
const EXECUTABLES = ['luajit', 'lua5.1'] as const
export const NATIVE = ['native', 'native:jit=off'] as const

/** Whether an engine speaks Lua 5.3 or later: two kinds of number, no `unpack`, ... */
export function isModern(engine: string): boolean {
  return engine === 'lua53' || engine === 'lua54'
}

/** `describe` for each engine there is; one that is not there is skipped, with the reason in its name. */
export function describeEveryEngine(title: string, body: (engine: string) => void): void {
  describeFastVm(`${title}: fast`, () => body('fast'))
  for (const name of IN_PROCESS) describe(`${title}: ${name}`, () => body(name))
  for (const executable of EXECUTABLES) {
    const name = `process:${executable}`
    if (isInstalled(executable)) describe(`${title}: ${name}`, () => body(name))
    else describe.skip(`${title}: ${name} [skipped: ${executable} is not installed]`, () => body(name))
  }
  for (const name of NATIVE) describeDocker(`${title}: ${name}`, () => body(name))
}

/** Engines of this machine that need no Docker. */
export function localEngines(): string[] {
  const fast = hasFastVm ? ['fast'] : []
  return [
    ...fast,
    ...IN_PROCESS,
    ...EXECUTABLES.filter(isInstalled).map((executable) => `process:${executable}`),
  ]
}

/** Whether a Lua executable of this name is on the path. */
export function isInstalled(executable: string): boolean {
  return !execaSync(executable, ['-v'], { reject: false, stdin: 'ignore' }).failed
}
