import { randomBytes } from 'node:crypto'
import { EngineUnavailableError } from '../../../errors.js'
import { parseVmFacts, type VmFacts } from '../../executable/vm-facts.js'
import type { LuaContainer } from './container.js'
import type { ExecutionResult } from './execution.js'
import { probeProgram, STORE_USER, storePrograms } from './programs.js'

/** How an executable is told to run what comes on its standard input; the second is the path of a Lua file. */
const ARGUMENTS = ['-', '/dev/stdin'] as const

/** For programs that are the harness's own. */
const LIMITS = { timeoutMs: 10_000, outputBytes: 4096, eventBytes: 4096 }

export interface Probed {
  container: LuaContainer
  /** The command with the argument that it takes. */
  command: readonly string[]
  facts: VmFacts
}

/**
 * Finds out how the command of an image runs a Lua program, in a container that is then ready for use. Throws
 * EngineUnavailableError when it runs none.
 */
export async function probe(
  command: readonly string[],
  image: string,
  start: (command: readonly string[]) => Promise<LuaContainer>,
): Promise<Probed> {
  const failures: string[] = []
  for (const argument of ARGUMENTS) {
    const whole = [...command, argument]
    const container = await start(whole)
    const token = newToken()
    const result = await container.execute({ program: probeProgram(token), token, limits: LIMITS })
    const [answer, ...more] = result.events
    if (answer !== undefined && more.length === 0 && isClean(result)) {
      return { container, command: whole, facts: parseVmFacts(answer) }
    }
    failures.push(`  ${whole.join(' ')}: ${await explain(result, container)}`)
    await container.kill()
  }
  throw new EngineUnavailableError(
    `"${command.join(' ')}" of the image ${image} runs no Lua program:\n${failures.join('\n')}`,
    {
      hint: 'With "-" or the path /dev/stdin as its last argument it must read a Lua program from its standard input to the end and run it, with the standard libraries, as `luajit -` does.',
    },
  )
}

/** Puts the prelude and the project's files into a container. Throws EngineUnavailableError when that fails. */
export async function store(
  container: LuaContainer,
  prelude: string,
  files: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const token = newToken()
  for (const program of storePrograms(token, prelude, files)) {
    const result = await container.execute({ program, token, user: STORE_USER, limits: LIMITS })
    if (result.events[0] !== 'stored' || !isClean(result)) {
      throw new EngineUnavailableError(
        `the project's files could not be put into the container: ${await explain(result, container)}`,
      )
    }
  }
}

/** What marks the events of one program, and cannot be guessed. */
export function newToken(): string {
  return randomBytes(16).toString('hex')
}

function isClean({ end }: ExecutionResult): boolean {
  return end.kind === 'exited' && end.code === 0
}

async function explain({ end, output }: ExecutionResult, container: LuaContainer): Promise<string> {
  const loss = (await container.lossAfterwards()) ?? (end.kind === 'broken' ? end.reason : null)
  // Then the engine speaks of the container, which the loss explains.
  if (loss !== null) return loss
  const said = output.bytes.toString('utf8').trim().split('\n').slice(0, 5).join(' | ')
  const ending = end.kind === 'exited' ? `it ended with exit code ${end.code}` : `it ended by ${end.kind}`
  return said ? `${ending} and said: ${said}` : ending
}
