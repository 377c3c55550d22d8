import type { Place } from '../observations/observation.js'
import { luaString } from '../prelude/job.js'
import type { Part } from './control.js'

/**
 * `pairs` and `next` go over a table in one order on every engine; what it is says harness/prelude/controls/order.lua.
 * Keys that have no fixed order come the other way round in the places that are `reversed`: lines that call `pairs`, or
 * that ask `next` for the first key. Every place that goes over two or more such keys is noted, as an `iteration` of
 * `is` keys, by `what`: `pairs`, `next` or `table.foreach`.
 *
 * Of tables, functions and the like that are keys and were alike when they were first gone over, the VM still says which
 * comes first. `pairs` gives an iterator of its own instead of `next`.
 */
export function orderPart({ reversed }: { reversed: 'none' | 'all' | readonly Place[] }): Part {
  const places = typeof reversed === 'string' ? [] : reversed
  const list = places.map(({ file, line }) => `{file=${luaString(Buffer.from(file))},line=${line}}`)
  return {
    uses: ['errors', 'order'],
    lua: `C.go_in_order({ all = ${reversed === 'all'}, places = {${list.join(',')}} })`,
  }
}
