import type { Case } from '../cases/case.js'
import type { Cause, Difference } from '../verdicts/verdict.js'

/** A difference as a line has it: where, which engines, what, and why in brackets. */
export interface DifferenceLine {
  /** `combat.lua:41`; the case itself where no line is known. */
  where: string
  text: string
  /** `[dialect: int-float-tostring]` */
  tag: string
}

export function differenceLine(testCase: Case, difference: Difference): DifferenceLine {
  const { place, headline, summary } = difference
  const elsewhere = place !== null && place.file !== testCase.id ? ` (in ${testCase.id})` : ''
  return {
    where: place === null ? testCase.id : `${place.file}:${place.line}`,
    text: `${headline ?? summary}${elsewhere}`,
    tag: `[${[causeText(difference.cause), ...acceptance(difference)].join(', ')}]`,
  }
}

/** The kind of a cause with what belongs to it, and how sure it is where that is not certain. */
function causeText(cause: Cause): string {
  const doubt =
    cause.confidence === 'confirmed' || cause.kind === 'unexplained' ? '' : `, ${cause.confidence}`
  switch (cause.kind) {
    case 'dialect':
      return `dialect: ${cause.rule}${doubt}`
    case 'nondeterministic':
      return `nondeterministic${cause.differing > 0 ? ` ${cause.differing}/${cause.runs}` : ''}${doubt}`
    default:
      return `${cause.kind}${doubt}`
  }
}

function acceptance({ accepted, acceptedBy, ranOut }: Difference): string[] {
  if (ranOut !== undefined) return [ranOut]
  if (!accepted) return []
  return acceptedBy?.startsWith('-- expect:') === false ? [`accepted, ${acceptedBy}`] : ['expected']
}
