import type { Finding, Subject } from './advice.js'
import { Guards } from './guards.js'
import { rangeOf } from './lua-file.js'
import { requiredNames } from './requires.js'

/** `require 'ffi'` where it is not seen to be prepared for an engine without: only LuaJIT's own process has it. */
export function findFfi({ file, engines }: Subject): Finding[] {
  // An executable or an image of one's own may be LuaJIT.
  const without = engines.filter(({ axes, vm }) => axes === null && vm !== null)
  const uses = requiredNames(file).filter(({ name }) => name === 'ffi')
  if (without.length === 0 || uses.length === 0) return []
  const guards = new Guards(file)
  return uses
    .filter(({ reference }) => !guards.asksFor('require') && !guards.isConditional(reference.frame))
    .map(({ reference }) => ({
      rule: 'ffi',
      at: rangeOf(reference.node)[0],
      message: `the module 'ffi' is only in LuaJIT's own process: ${without.map(({ name }) => name).join(', ')} cannot run this`,
      advice: 'Require it by pcall(require, "ffi"), and have a way without it.',
      engines: without,
    }))
}
