import { describe } from 'vitest'
import { describeDocker } from '../docker.js'

/** The engine that is right by definition, and the one held against it; others can be named to try things out. */
export const REFERENCE = process.env.LUAPARITY_FIDELITY_REFERENCE ?? 'native'
export const SUBJECT = process.env.LUAPARITY_FIDELITY_SUBJECT ?? 'fast'

/** `describe` for tests that run both; skipped without a Docker engine when one of them needs it. */
export function describeFidelity(title: string, body: () => void): void {
  const named = `${title}: ${SUBJECT} against ${REFERENCE}`
  if ([REFERENCE, SUBJECT].some((name) => name.startsWith('native'))) describeDocker(named, body)
  else describe(named, body)
}
