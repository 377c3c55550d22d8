import { Writable } from 'node:stream'
import type Docker from 'dockerode'
import { messageOf } from '../../../errors.js'
import type { Captured } from '../../../observations/observation.js'
import { CappedOutput } from '../../executable/capped-output.js'
import { beginsTest } from '../../test-event.js'
import { within } from '../docker/within.js'
import { BEGIN } from './programs.js'
import { ResultStream } from './result-stream.js'

export interface ExecutionRequest {
  command: readonly string[]
  /** User and group id; the container's own where it is left out. */
  user?: number
  /** Lua, on standard input. */
  program: string
  /** What marks the program's events. */
  token: string
  limits: {
    /** Milliseconds from the event `begin`. */
    timeoutMs: number
    /** Bytes kept of what is no event. */
    outputBytes: number
    /** Bytes of all events together; more ends the execution. */
    eventBytes: number
  }
}

export interface ExecutionResult {
  events: string[]
  output: Captured
  /** From the event `begin`, or from the start where there was none. */
  durationMs: number
  /** Whether the event `begin` was seen. */
  begun: boolean
  /**
   * How it came to its end. Behind all but `exited` the process may still run: the engine has no way to end it but with
   * its container.
   */
  end: { kind: 'exited'; code: number } | { kind: 'timeout' | 'flood' } | { kind: 'broken'; reason: string }
}

/** A process takes a tenth of a second to start; a machine under load needs longer. */
const BEGIN_MS = 30_000
/** How long the exit code may take to be known once the output has ended. */
const EXIT_CODE_MS = 5_000
const EXIT_CODE_POLL_MS = 20

/** Runs a program in a running container, as a process of its own. Never throws: what goes wrong is the result's end. */
export async function execute(
  docker: Docker,
  container: Docker.Container,
  request: ExecutionRequest,
): Promise<ExecutionResult> {
  const events: string[] = []
  const output = new CappedOutput(request.limits.outputBytes)
  let begunAt: number | null = null
  const startedAt = performance.now()
  const result = (end: ExecutionResult['end']): ExecutionResult => ({
    events,
    output: output.captured(),
    durationMs: performance.now() - (begunAt ?? startedAt),
    begun: begunAt !== null,
    end,
  })
  try {
    const { exec, stream } = await start(container, request)
    const end = await followed(docker, stream, request, {
      onBegin: () => {
        begunAt = performance.now()
      },
      onEvent: (event) => events.push(event),
      onOutput: (bytes) => output.push(bytes),
    })
    if (end) return result(end)
    const ended = result({ kind: 'exited', code: 0 })
    return { ...ended, end: { kind: 'exited', code: await exitCodeOf(exec) } }
  } catch (error) {
    return result({ kind: 'broken', reason: messageOf(error) })
  }
}

type Stream = NodeJS.ReadWriteStream & { destroy(): void }

async function start(
  container: Docker.Container,
  { command, user, program }: ExecutionRequest,
): Promise<{ exec: Docker.Exec; stream: Stream }> {
  const exec = await within(
    container.exec({
      Cmd: [...command],
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      ...(user !== undefined && { User: `${user}:${user}` }),
    }),
    'preparing a process in the container',
  )
  const stream = (await within(
    exec.start({ hijack: true, stdin: true }),
    'starting a process in the container',
  )) as Stream
  // Lua reads its program to the end before it runs any of it.
  stream.end(program, 'latin1')
  return { exec, stream }
}

interface Followers {
  onBegin(): void
  onEvent(event: string): void
  onOutput(bytes: Buffer): void
}

// Resolves when the output has ended (null) or will not be waited for any longer; rejects when the stream breaks.
async function followed(
  docker: Docker,
  stream: Stream,
  { token, limits }: ExecutionRequest,
  { onBegin, onEvent, onOutput }: Followers,
): Promise<ExecutionResult['end'] | null> {
  let timer: NodeJS.Timeout | undefined
  let begun = false
  let over = false
  try {
    return await new Promise((resolve, reject) => {
      const slow = { kind: 'broken', reason: `a process did not begin within ${BEGIN_MS / 1000} s` } as const
      timer = setTimeout(() => resolve(slow), BEGIN_MS)
      let left = limits.eventBytes
      const results = new ResultStream(token, {
        onOutput: (bytes) => !over && onOutput(bytes),
        onEvent: (event) => {
          left -= event.length
          if (over) return
          if (left < 0) return resolve({ kind: 'flood' })
          const isBegin = !begun && event === BEGIN
          // Of a spec file, the time limit is for one test.
          if (isBegin || (begun && beginsTest(event))) {
            clearTimeout(timer)
            timer = setTimeout(() => resolve({ kind: 'timeout' }), limits.timeoutMs)
          }
          if (!isBegin) return onEvent(event)
          begun = true
          onBegin()
        },
      })
      docker.modem.demuxStream(
        stream,
        sink((chunk) => results.push(chunk)),
        sink((chunk) => !over && onOutput(chunk)),
      )
      stream.on('error', reject)
      stream.once('close', () => {
        results.end()
        resolve(null)
      })
    })
  } finally {
    over = true
    clearTimeout(timer)
  }
}

/** Takes each chunk at once, so that nothing is on its way when the stream it comes from closes. */
export function sink(take: (chunk: Buffer) => unknown): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      take(chunk)
      done()
    },
  })
}

async function exitCodeOf(exec: Docker.Exec): Promise<number> {
  const deadline = performance.now() + EXIT_CODE_MS
  for (;;) {
    const { Running, ExitCode } = await within(exec.inspect(), 'asking how a process ended')
    if (!Running && ExitCode !== null) return ExitCode
    if (performance.now() > deadline) throw new Error('the results of a process broke off while it ran')
    await new Promise((resolve) => setTimeout(resolve, EXIT_CODE_POLL_MS))
  }
}
