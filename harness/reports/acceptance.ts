import { ledgerReason } from '../ledger/apply.js'
import type { Difference } from '../verdicts/verdict.js'

/** Behind the cause of a difference: how it is accepted. */
export function acceptedHow(difference: Difference): '' | ', accepted' | ', expected' {
  if (!difference.accepted) return ''
  return ledgerReason(difference) === null ? ', expected' : ', accepted'
}

/** The reason for which the ledger accepts a difference, or did until a day that has passed; a line or none. */
export function acceptedWhy(difference: Difference): string[] {
  if (difference.ranOut !== undefined) return [difference.ranOut]
  return ledgerReason(difference) === null ? [] : [difference.acceptedBy!]
}
