import type { NamedEngine } from '../cases/engine-terms.js'
import type { Cause, Difference } from '../verdicts/verdict.js'
import { isAboutCrash } from './apply.js'
import { meansAny } from './engines.js'
import type { Acceptance } from './schema.js'

/** What is to be accepted of a case, and what the entries are to say. */
export interface Wanted {
  caseId: string
  engines: readonly NamedEngine[]
  /** Terms of `readEngines` for the engines that entries are wanted for; null for all. */
  only: readonly string[] | null
  reason: string
  until: string | null
}

/** One entry for each difference that nothing accepts yet and each of its engines; a crash takes with it what it comes with. */
export function proposeEntries(
  differences: readonly Difference[],
  { caseId, engines, only, reason, until }: Wanted,
): Acceptance[] {
  const isWanted = (name: string): boolean =>
    only === null || engines.some((engine) => engine.name === name && meansAny(only, engine))
  return differences
    .filter((difference) => !difference.accepted && !isAboutCrash(difference))
    .flatMap(({ engines: names, cause }) =>
      names.filter(isWanted).map((engine) => ({
        case: caseId,
        engine,
        ...causeOf(cause),
        reason,
        ...(until !== null && { until }),
      })),
    )
}

function causeOf(cause: Cause): Pick<Acceptance, 'cause' | 'rule' | 'signature'> {
  switch (cause.kind) {
    case 'dialect':
      return { cause: cause.kind, rule: cause.rule }
    case 'crash':
      return { cause: cause.kind, signature: cause.signature }
    default:
      return { cause: cause.kind }
  }
}
