import type { Axes } from '../engines/native/axes.js'
import type { Observation } from '../observations/observation.js'

/**
 * Whether a case passed with the JIT compiler on and had nothing compiled, so that its pass says nothing about compiled
 * code. False where it is not known. Of several settings the one that stands for them says it: the first compiles soonest.
 */
export function isJitIdle({ axes }: { axes: Axes | null }, { outcome, jit }: Observation): boolean {
  return axes !== null && axes.jit !== 'off' && outcome === 'pass' && jit?.traces === 0
}
