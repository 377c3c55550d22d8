import type { Construct } from './rule.js'
export function constructsAt(_s: Uint8Array, _l: number | null): Construct[] {
  return []
}
