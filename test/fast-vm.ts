import { describe } from 'vitest'
import { findFastVm } from '../harness/engines/in-process/fast-vm/artefact.js'

/** Whether the fast VM has been built on this machine. */
export const hasFastVm = findFastVm() !== null

const REASON = 'the fast VM has not been built; `luaparity setup` does it where there is Docker'

if (!hasFastVm && process.env.LUAPARITY_REQUIRE_DOCKER === '1') throw new Error(REASON)

/**
 * `describe` for tests of the fast VM. Where it has not been built they are skipped, with the reason in their name;
 * with `LUAPARITY_REQUIRE_DOCKER=1` the test file fails instead.
 */
export function describeFastVm(name: string, body: () => void): void {
  if (hasFastVm) describe(name, body)
  else describe.skip(`${name} [skipped: ${REASON}]`, body)
}
