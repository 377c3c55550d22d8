import type Docker from 'dockerode'
import { messageOf } from '../../../errors.js'

/** The reason given when the engine is there but not for this user. */
export const PERMISSION_DENIED = 'permission denied'

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'nothing is there',
  ECONNREFUSED: 'nothing listens there',
  EACCES: PERMISSION_DENIED,
  ENOTFOUND: 'the host name is unknown',
}

// The published types leave out ping's options.
interface Pingable {
  ping(options: { abortSignal: AbortSignal }): Promise<unknown>
}

/** Asks an engine for a sign of life. Resolves to null when it answers, else to the reason in words. */
export async function pingProblem(docker: Docker, timeoutMs: number): Promise<string | null> {
  const abortSignal = AbortSignal.timeout(timeoutMs)
  try {
    await (docker as unknown as Pingable).ping({ abortSignal })
    return null
  } catch (error) {
    return abortSignal.aborted ? `no answer within ${timeoutMs / 1000} s` : reasonOf(error)
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return REASONS[code] ?? messageOf(error).trim()
}
