import { ANY_ENGINE } from './engines.js'
import type { Acceptance } from './schema.js'

/** What an entry accepts, and why, in a line: `a.lua on lua54, dialect int-float-tostring: only a log line`. */
export function describeEntry({
  case: id,
  engine,
  cause,
  rule,
  signature,
  reason,
  until,
}: Acceptance): string {
  const where = engine === ANY_ENGINE ? 'any engine' : engine
  const detail = rule ?? signature
  const day = until === undefined ? '' : ` (until ${until})`
  return `${id} on ${where}, ${cause}${detail === undefined ? '' : ` ${detail}`}${day}: ${reason}`
}
