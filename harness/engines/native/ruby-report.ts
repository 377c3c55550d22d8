import { readRubyReport } from '../../crashes/ruby-report.js'
import type { CaseDone } from './protocol.js'

/** SEGV_MAPERR and its like are positive; 0 and less means that a process sent the signal. */
const BY_THE_PROCESSOR = 1

/**
 * Where our crash handler is not in the binary, Ruby's own prints a report to standard error and ends the process, up to
 * Ruby 3.2 with SIGABRT, whatever the signal was; the case's deadline may end it while it prints. Gives the same `done`
 * message with the true signal, its address and the C functions that the report names; any other comes back as it is.
 */
export function withRubyReport(done: CaseDone): CaseDone {
  const { status } = done
  if (done.crash || (status.kind !== 'signal' && status.kind !== 'timeout')) return done
  const report = readRubyReport(Buffer.from(done.stderr, 'base64').toString('latin1'))
  if (!report) return done
  const { signal, address, native } = report
  return {
    ...done,
    status: { kind: 'signal', signal },
    crash: { signal, address, code: BY_THE_PROCESSOR, lua: [], native },
  }
}
