import { describeEntry } from '../ledger/describe.js'
import type { Acceptance } from '../ledger/schema.js'
import type { LedgerReview } from '../runs/result.js'

/** What is to be said of a ledger beside the cases: each entry that matches nothing any more, and each that has run out. */
export function ledgerLines(review: LedgerReview | null): { stale: string[]; expired: string[] } {
  if (review === null) return { stale: [], expired: [] }
  const { file } = review
  return {
    stale: review.stale.map((entry) => `${file}: ${staleText(entry)}`),
    expired: review.expired.map(
      (entry) => `${file}: ran out and accepts nothing any more: ${describeEntry(entry)}`,
    ),
  }
}

/** That an entry is to be taken out of the ledger, with the entry. */
export function staleText(entry: Acceptance): string {
  return `stale, matches nothing any more: ${describeEntry(entry)}`
}
