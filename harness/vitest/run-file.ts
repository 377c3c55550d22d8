import type { Captured, SeenTest } from '../observations/observation.js'
import { visibleLines } from '../verdicts/diff.js'
import { problemOf, resultOf } from './problem.js'
import type { RunEvent } from './protocol.js'
import type { Session } from './session.js'

/** Runs a file (absolute path), or the tests of it that are asked for, and tells of each test as it ends. */
export async function runFile(
  session: Session,
  engine: string,
  path: string,
  only: readonly number[] | null,
  send: (event: RunEvent) => void,
): Promise<void> {
  const onTest = (test: SeenTest): void => send(eventOf(test, session.root))
  const { problem } = await session.run(engine, path, only, onTest)
  send({ kind: 'end', problem: problem && problemOf(problem, session.root) })
}

function eventOf({ n, names, observation }: SeenTest, root: string): RunEvent {
  const { output, rawOutput, errorOutput } = observation
  return {
    kind: 'test',
    n,
    names,
    result: resultOf(observation, root),
    durationMs: observation.durationMs,
    output: `${textOf(output)}${textOf(rawOutput)}`,
    errorOutput: textOf(errorOutput),
  }
}

function textOf({ bytes, truncated }: Captured): string {
  const text = bytes.length > 0 ? visibleLines(bytes).join('\n') : ''
  return truncated ? `${text}\n(more was written than is kept)\n` : text
}
