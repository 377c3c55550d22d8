import type { Case, Limits } from '../../../cases/case.js'
import { messageOf } from '../../../errors.js'
import type { Captured, Observation } from '../../../observations/observation.js'
import { type Ending, interpretEnd } from '../../executable/ending.js'
import type { LuaContainer } from './container.js'
import type { ExecutionResult } from './execution.js'
import type { Use } from './pool.js'
import { commandCaseProgram } from './programs.js'
import { newToken } from './start.js'

/** What one try of a case came to; `lost` is not the case's doing as far as is known. */
export type Try = { kind: 'observed'; observation: Observation } | { kind: 'lost'; reason: string }

/** Room for the calls of a host, besides what a case may return and print. */
const SPARE_EVENT_BYTES = 64 * 2 ** 20
/** Each byte of a string is four characters when it is encoded, at most. */
const ENCODED = 4

/** Runs a case once, in a process of its own in this container. */
export async function runOnce(
  container: LuaContainer,
  testCase: Case,
  job: string,
  limits: Limits,
): Promise<Use<Try>> {
  const token = newToken()
  const result = await container.execute({
    program: commandCaseProgram(token, job),
    token,
    limits: {
      timeoutMs: limits.timeoutMs,
      outputBytes: limits.outputBytes,
      eventBytes: ENCODED * (limits.outputBytes + limits.valueBytes) + SPARE_EVENT_BYTES,
    },
  })
  const ending = await endingOf(result, container)
  if (ending.kind === 'lost') return { result: ending, keep: false }
  const observation = interpretEnd({ ...result, ending }, limits)
  return { result: { kind: 'observed', observation }, keep: isLeftClean(ending, testCase) }
}

type Lost = Extract<Try, { kind: 'lost' }>

async function endingOf(result: ExecutionResult, container: LuaContainer): Promise<Ending | Lost> {
  const { end, begun, output } = result
  switch (end.kind) {
    case 'timeout':
    case 'flood':
      // Of an engine that has fallen silent nobody knows whether the case took its time.
      return (await container.kill()) ? end : { kind: 'lost', reason: 'the Docker engine no longer answers' }
    case 'broken':
      return { kind: 'lost', reason: (await container.lossAfterwards()) ?? end.reason }
    case 'exited': {
      if (end.code === KILLED) return killed(container)
      if (begun) return exitedWith(end.code)
      return { kind: 'lost', reason: (await container.lossAfterwards()) ?? withoutCase(end.code, output) }
    }
  }
}

function withoutCase(code: number, output: Captured): string {
  const said = output.bytes.toString('utf8').trim().slice(0, 500)
  return `a process ended with exit code ${code} before it ran the case${said ? `: ${said}` : ''}`
}

// The container's end takes everything in it along; else it was the kernel, short of memory, or the case itself.
async function killed(container: LuaContainer): Promise<Ending | Lost> {
  const loss = await container.lossAfterwards()
  if (loss !== null) return { kind: 'lost', reason: loss }
  try {
    return (await container.ranOutOfMemory()) ? { kind: 'out-of-memory' } : exitedWith(KILLED)
  } catch (error) {
    return { kind: 'lost', reason: messageOf(error) }
  }
}

/** The exit code of a process that a signal has ended is the signal's number and this. */
const SIGNALLED = 128
const KILLED = SIGNALLED + 9

/** Linux's numbers, whatever this machine is, of the signals that end a process of their own accord. */
const SIGNALS: Readonly<Record<number, string>> = {
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
}

function exitedWith(code: number): Ending {
  const signal = SIGNALS[code - SIGNALLED]
  return signal ? { kind: 'signal', signal } : { kind: 'exited', code }
}

// Only with its container does what still runs end; and with ffi a script can leave anything behind.
function isLeftClean(ending: Ending, { source }: Case): boolean {
  return (ending.kind === 'exited' || ending.kind === 'signal') && !/\bffi\b/.test(source.toString('latin1'))
}
