import { formatDuration } from './format-duration.js'
import type { SetupResult } from './result.js'

/** The last words of the set-up, ending with a newline. */
export function describeResult(result: SetupResult): string {
  const took = `(${formatDuration(result.durationMs)})`
  switch (result.kind) {
    case 'ready':
      return `ready: ${result.engine}, image ${result.image} ${took}\n`
    case 'left-out':
      return `ready without Docker, as LUAPARITY_SETUP_SKIP_DOCKER=1 asks: the native engines are unavailable, the in-process ones work ${took}\n`
    case 'no-engine':
      return [
        `ready without Docker: the native engines are unavailable, the in-process ones work ${took}`,
        result.reason,
        `To get the native engines: ${result.hint}`,
        '',
      ].join('\n')
    case 'failed':
      return [
        `The set-up failed ${took}: ${result.error.message}`,
        ...(result.error.hint === null ? [] : [`What to do: ${result.error.hint}`]),
        'The in-process engines work all the same; LUAPARITY_SETUP_SKIP_DOCKER=1 leaves Docker out.',
        '',
      ].join('\n')
  }
}
