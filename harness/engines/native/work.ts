import type { Case, Limits } from '../../cases/case.js'
import type { BatchCase } from './protocol.js'

/** What Ruby, the agent and its buffers need besides the cases; measured at about 60 MiB. */
const AGENT_BYTES = 256 * 2 ** 20
/** Enough for the agent, its children and their threads; a fork storm ends here. */
const PIDS = 128

/** What a container may use that runs `parallel` cases of `memoryBytes` at once. */
export function containerSize(
  parallel: number,
  memoryBytes: number,
): { memoryBytes: number; cpus: number; pids: number } {
  return {
    memoryBytes: parallel * (memoryBytes + 64 * 2 ** 20) + AGENT_BYTES,
    // one for each child, one for the agent
    cpus: parallel + 1,
    pids: PIDS,
  }
}

/** Of a spec file, whose tests have the time limit each; how many there will be is not known. */
const SPEC_CPU_SECONDS = 3600

/** What the agent holds a case to. */
export function processLimits({ spec }: Case, limits: Limits): BatchCase['limits'] {
  const { timeoutMs, memoryBytes, outputBytes, cpuMs, children } = limits
  // The time on a processor is a backstop: a stopped agent would no longer watch the clock.
  const cpuSeconds = spec ? SPEC_CPU_SECONDS : Math.ceil(timeoutMs / 1000) + 10
  return { timeoutMs, memoryBytes, outputBytes, cpuSeconds, cpuMs, children }
}

/** Whether a script reaches everything in its process; what it damages must not be another case's crash. */
export function usesFfi(testCase: Case): boolean {
  return /\bffi\b/.test(testCase.source.toString('latin1'))
}
