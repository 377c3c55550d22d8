import { type Comparison, isParity } from './compare.js'
import type { Side } from './side.js'

/** A comparison as a program reads it. */
export function comparisonJson(a: Side, b: Side, comparison: Comparison, luaparity: string): object {
  const side = ({ name, kind, source, luaparity }: Side) => ({ name, kind, source, luaparity })
  return {
    schema: 'luaparity.engines-diff/1',
    luaparity,
    parity: isParity(comparison),
    a: side(a),
    b: side(b),
    differences: comparison.differences,
    equal: comparison.equal,
  }
}
