import { type RunResult, summarise } from '../../runs/result.js'
import { inShort } from './notes.js'
import type { View } from './view.js'

/** The last line: what came to what, on which engines. */
export function summaryLine({ result, c }: View, exitCode: number): string {
  const { cases, agree, differences, accepted, acceptedByLedger, failures, crashes, pending, unavailable } =
    summarise(result)
  const parts = [
    `${cases} case${cases === 1 ? '' : 's'}`,
    `${agree} agree`,
    acceptedByLedger === 0
      ? `${differences} differ (${accepted} expected)`
      : `${differences} differ, ${accepted} accepted (${acceptedByLedger} by the ledger)`,
    `${crashes} with a crash`,
    `${failures} failed`,
  ]
  if (pending > 0) parts.push(`${pending} pending`)
  if (unavailable > 0) parts.push(`${unavailable} not run on every engine`)
  const named = (ready: boolean): string[] =>
    result.engines.filter(({ status }) => (status.kind === 'ready') === ready).map(({ name }) => name)
  const where = named(true).length > 0 ? `on ${inShort(named(true))}` : 'on no engine'
  const absent = named(false)
  const notOn = absent.length > 0 ? ` ${c.red(`Nothing ran on ${inShort(absent)}.`)}` : ''
  const cut = result.cutShort
    ? ` ${c.red(`${cutText(result)}; ${result.planned - cases} cases have no result.`)}`
    : ''
  const text = `${parts.join(', ')}; ${where}; ${(result.durationMs / 1000).toFixed(1)} s; seed ${result.seed}.`
  return `${exitCode === 0 ? c.green(text) : c.red(text)}${notOn}${cut}`
}

function cutText({ cutShort }: RunResult): string {
  return cutShort === 'bail' ? 'Ended at the first failure (--bail)' : 'Interrupted'
}
