import type { Limits } from '../../cases/case.js'
import { lastWordsOf } from '../../crashes/last-words.js'
import { signatureOf } from '../../crashes/signature.js'
import { engineError, observe } from '../../observations/events.js'
import type { Crash, Observation, Outcome } from '../../observations/observation.js'
import type { CaseDone, ChildStatus } from './protocol.js'

/** Sent for writing past RLIMIT_FSIZE. */
const FILE_SIZE_SIGNAL = 'SIGXFSZ'

/** What one `done` message says of its case, as an observation. */
export function interpretDone(done: CaseDone, limits: Limits, confirmed: boolean): Observation {
  const base = observe(done.events, { durationMs: done.wallMs, ...forcedEnd(done, limits) })
  const rawOutput = {
    bytes: Buffer.concat([Buffer.from(done.stdout, 'base64'), Buffer.from(done.stderr, 'base64')]),
    truncated: done.stdoutTruncated || done.stderrTruncated,
  }
  const seen = { ...base, rawOutput, jit: done.jit ?? base.jit }
  if (seen.outcome === 'crash') return { ...seen, crash: crashOf(done, rawOutput.bytes, confirmed) }
  if (seen.outcome === 'out-of-memory' && !isOutOfMemory(done.status))
    return { ...seen, reason: memoryReason(limits) }
  if (seen.outcome === 'error' && !seen.error) {
    return {
      ...seen,
      error: engineError(done.extra?.message ?? seen.reason ?? 'the case ended without a result'),
    }
  }
  return seen
}

/** Whether the child went down with this case: the cases behind it have not run. */
export function isCrash(done: CaseDone): boolean {
  const { status } = done
  if (isOutOfMemory(status)) return false
  return status.kind === 'exit' || (status.kind === 'signal' && status.signal !== FILE_SIZE_SIGNAL)
}

/** Whether the kernel ended the process because the memory of the whole container was used up. */
export function isOutOfMemory(status: ChildStatus): boolean {
  return status.kind === 'signal' && status.oom === true
}

function forcedEnd(done: CaseDone, limits: Limits): { forced?: { outcome: Outcome; reason: string } } {
  const { status, extra } = done
  switch (status.kind) {
    case 'timeout':
      return forced('timeout', timeoutReason(status.what, limits))
    case 'signal':
      if (isOutOfMemory(status))
        return forced('out-of-memory', "ended by the kernel: the container's memory was used up")
      // The file size limit of a child, no fault of the VM.
      if (status.signal === FILE_SIZE_SIGNAL) return forced('error', 'wrote more to one file than a case may')
      return forced('crash', `the process was ended by ${status.signal}`)
    case 'exit':
      return forced('crash', `the process ended with exit code ${status.code} in the middle of the case`)
    case 'children':
      return forced('error', `started more than ${status.limit} processes`)
    case 'flood':
      return forced('error', `ended because it sent too much: ${status.what}`)
    case 'corrupt':
      return forced('error', `the case wrote into the channel of its results: ${status.reason}`)
    case 'interrupted':
    case 'fork-failed':
      return forced('unavailable', 'the process was ended together with another one')
    case 'finished':
      if (extra?.kind === 'out-of-memory') return forced('out-of-memory', extra.message)
      if (extra) return forced('error', extra.message)
      return {}
  }
}

function forced(outcome: Outcome, reason: string) {
  return { forced: { outcome, reason } }
}

function timeoutReason(what: 'wall' | 'cpu' | 'idle' | undefined, { timeoutMs, cpuMs }: Limits): string {
  if (what !== 'cpu') return `ended after the limit of ${timeoutMs} ms`
  return cpuMs === null
    ? 'used more CPU time than its time limit allows'
    : `used more than the limit of ${cpuMs} ms of CPU time`
}

function memoryReason(limits: Limits): string {
  return `needed more than the limit of ${Math.round(limits.memoryBytes / 2 ** 20)} MiB`
}

function crashOf(done: CaseDone, written: Buffer, confirmed: boolean): Crash {
  const signal = done.status.kind === 'signal' ? done.status.signal : null
  const seen = {
    signal,
    // A signal that a process sent (abort, kill; si_code 0 or less) has no address, though the frame says 0x0.
    address: done.crash && done.crash.code > 0 ? done.crash.address : null,
    report: signal === 'SIGABRT' ? lastWordsOf(written) : null,
    lua: scriptFrames(done.crash?.lua ?? []),
    native: vmFrames(done.crash?.native ?? []),
  }
  const exit = done.status.kind === 'exit' ? `exit code ${done.status.code}` : null
  return { ...seen, confirmed, signature: signatureOf(seen, exit) }
}

// The prelude's frames below the script, and the extension's below the VM, say nothing of the crash.
function scriptFrames(frames: readonly string[]): string[] {
  const own = frames.findIndex((frame) => frame.startsWith('[luaparity]'))
  const lines = own < 0 ? [...frames] : frames.slice(0, own)
  return lines.at(-1) === "[C]: in function 'xpcall'" ? lines.slice(0, -1) : lines
}

function vmFrames(frames: readonly string[]): string[] {
  const own = frames.findIndex((frame) => frame.startsWith('request_call'))
  return own < 0 ? [...frames] : frames.slice(0, own)
}
