import { ENGINES_SCHEMA } from '../fingerprints/schema.js'
import type { Probed } from './probe-engines.js'

/** The engines as a program reads them, and as `luaparity engines diff` does when they were saved. */
export function enginesJson(
  probed: readonly Probed[],
  { reference, luaparity }: { reference: string; luaparity: string },
): object {
  return {
    schema: ENGINES_SCHEMA,
    luaparity,
    engines: probed.map((result) => {
      const { name, kind, axes } = result.engine
      const base = { name, kind, reference: name === reference, axes }
      return result.status === 'ready'
        ? { ...base, status: 'ready', fingerprint: result.fingerprint }
        : { ...base, status: 'unavailable', reason: result.reason, hint: result.hint, fingerprint: null }
    }),
  }
}
