import { describeEntry } from '../ledger/describe.js'
import type { LedgerReview } from '../runs/result.js'

/** What is to be said of a ledger beside the cases: each entry that matches nothing any more, and each that has run out. */
export function ledgerLines(review: LedgerReview | null): { stale: string[]; expired: string[] } {
  if (review === null) return { stale: [], expired: [] }
  const { file, stale, expired } = review
  return {
    stale: stale.map((entry) => `${file}: stale, as it matches nothing any more: ${describeEntry(entry)}`),
    expired: expired.map(
      (entry) => `${file}: expired, so that it accepts nothing any more: ${describeEntry(entry)}`,
    ),
  }
}
