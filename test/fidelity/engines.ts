import { describe } from 'vitest'
import { describeDocker } from '../docker.js'
import { describeFastVm } from '../fast-vm.js'

/** The engine that is right by definition, and the one held against it; others can be named to try things out. */
export const REFERENCE = process.env.LUAPARITY_FIDELITY_REFERENCE ?? 'native'
export const SUBJECT = process.env.LUAPARITY_FIDELITY_SUBJECT ?? 'fast'

/** `describe` for tests that run both; skipped where one of them is not there. */
export function describeFidelity(title: string, body: () => void): void {
  const both = [REFERENCE, SUBJECT]
  const inFastVm = both.includes('fast') ? describeFastVm : describe
  const inDocker = both.some((name) => name.startsWith('native')) ? describeDocker : describe
  inFastVm(`${title}: ${SUBJECT}`, () => inDocker(`against ${REFERENCE}`, body))
}
