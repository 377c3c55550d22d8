import { readFileSync } from 'node:fs'
import type { Observation } from '../../harness/observations/observation.js'
import type { Running } from '../engines/running.js'
import { atOnce } from './at-once.js'

/** Programs a case: so many that a case's own cost is small, so few that one which hangs delays few. */
const BATCH = 50
const FAILED = '(the case ended as'
const LIMITS = { timeoutMs: 20_000 }

const source = readFileSync(new URL('batch.lua', import.meta.url))

/**
 * What each program logged, in batches of one case each. A batch in which something ends the whole case
 * is run again one by one.
 */
export async function runPrograms(running: Running, programs: readonly string[]): Promise<string[]> {
  const batches = Array.from({ length: Math.ceil(programs.length / BATCH) }, (_, index) =>
    programs.slice(index * BATCH, (index + 1) * BATCH),
  )
  const { concurrency } = running.engine
  const logs = await atOnce(concurrency, batches, async (batch) => {
    const observation = await observe(running, batch)
    return logsOf(observation) ?? atOnce(concurrency, batch, (program) => runProgram(running, program))
  })
  return logs.flat()
}

/** Whether a program was one as the grammar means it: compiled, and run to its end in time. */
export function ranThrough(log: string): boolean {
  return !log.startsWith('syntax: ') && !log.startsWith(FAILED)
}

/** What one program logged, with nothing else in its VM. */
export async function runProgram(running: Running, program: string): Promise<string> {
  const observation = await observe(running, [program])
  const { outcome, error, reason } = observation
  return logsOf(observation)?.[0] ?? `${FAILED} ${outcome}: ${error?.message ?? reason})`
}

function observe(running: Running, programs: readonly string[]): Promise<Observation> {
  return running.observe({ source, arguments: programs, limits: LIMITS })
}

function logsOf({ values }: Observation): string[] | null {
  const [list] = values ?? []
  if (list?.kind !== 'table') return null
  return list.pairs.map(([, log]) => (log.kind === 'string' ? log.bytes.toString('latin1') : ''))
}
