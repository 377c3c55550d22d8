import { nameOfFastVm } from './fast-vm-name.js'
import type { FastVmState } from './fast-vm-state.js'
import { formatDuration } from './format-duration.js'
import type { SetupResult } from './result.js'

/** The last words of the set-up, ending with a newline. */
export function describeResult(result: SetupResult): string {
  const took = `(${formatDuration(result.durationMs)})`
  switch (result.kind) {
    case 'ready':
      return `ready: ${result.engine}, image ${result.image}${named(result.fastVm)} ${took}\n`
    case 'left-out':
      return [
        `ready without Docker, as LUAPARITY_SETUP_SKIP_DOCKER=1 asks: the native engines are unavailable, the in-process ones work ${took}`,
        ...withoutFastVm(result.fastVm),
        '',
      ].join('\n')
    case 'no-engine':
      return [
        `ready without Docker: the native engines are unavailable, the in-process ones work ${took}`,
        result.reason,
        `To get the native engines: ${result.hint}`,
        ...withoutFastVm(result.fastVm),
        '',
      ].join('\n')
    case 'failed':
      return [
        `The set-up failed ${took}: ${result.error.message}`,
        ...(result.error.hint === null ? [] : [`What to do: ${result.error.hint}`]),
        'The in-process engines work all the same; LUAPARITY_SETUP_SKIP_DOCKER=1 leaves Docker out.',
        ...withoutFastVm(result.fastVm),
        '',
      ].join('\n')
  }
}

function named(fastVm: FastVmState): string {
  return fastVm.kind === 'current' ? `, ${nameOfFastVm(fastVm.vm)}` : ''
}

// What it means where the fast VM could not be built; nothing where that was not needed.
function withoutFastVm(fastVm: FastVmState): string[] {
  switch (fastVm.kind) {
    case 'current':
      return []
    case 'missing':
      return ['The fast VM has not been built: the fast check falls back to `lua51`.']
    case 'stale':
      return [
        `The ${nameOfFastVm(fastVm.vm)} was built from other sources than containers/fast-vm holds now.`,
      ]
    case 'damaged':
      return [`${fastVm.reason}. Building it again needs Docker.`]
  }
}
