import type { ShimName } from './bundle.js'

/** Which shim is for a VM, by what it says it is (`jit.version` or `_VERSION`): the first pattern that fits. */
export const SHIM_PATTERNS: readonly { pattern: string; shim: ShimName }[] = [
  { pattern: '^LuaJIT', shim: 'luajit' },
  { pattern: '^Lua 5[.][12]$', shim: 'lua51' },
  { pattern: '', shim: 'lua53' },
]

export function shimOf(version: string): ShimName {
  return SHIM_PATTERNS.find(({ pattern }) => new RegExp(pattern).test(version))!.shim
}
