import type { Side } from '../../harness/fingerprints/side.js'

/** An engine with these facts; the rest is the same for all. */
export function side(facts: Record<string, unknown>, changes: Partial<Side> = {}): Side {
  return {
    name: 'native',
    kind: 'native',
    source: 'started now',
    luaparity: '1.0.0',
    axes: null,
    facts: { vm: 'LuaJIT 2.1', ...facts },
    ...changes,
  }
}
