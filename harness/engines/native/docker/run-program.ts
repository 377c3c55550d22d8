import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type Docker from 'dockerode'
import { type ContainerLimits, hardenedContainer } from '../hardening.js'
import { labels, roles } from './labels.js'
import { removeContainer } from './remove-container.js'

export interface RunProgramOptions {
  image: string
  /** Executable and arguments; no shell is involved. */
  command: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Ends the program; the promise rejects with its reason. */
  signal?: AbortSignal | undefined
}

/** How a program in a container ended, and what it wrote. */
export interface ProgramResult {
  /** 128 + the signal's number where a signal ended it. */
  exitCode: number
  stdout: string
  stderr: string
}

/** Enough to start an interpreter and look at it. */
const LIMITS: ContainerLimits = { memoryBytes: 512 * 2 ** 20, cpus: 1, pids: 32 }

/** Runs one program in a hardened container of its own, without input, and waits for its end. */
export async function runProgram(docker: Docker, options: RunProgramOptions): Promise<ProgramResult> {
  const { image, command, env = {}, signal } = options
  signal?.throwIfAborted()
  const container = await docker.createContainer({
    ...hardenedContainer(LIMITS),
    Image: image,
    Cmd: [...command],
    Entrypoint: [],
    Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
    Labels: { [labels.role]: roles.probe, [labels.pid]: String(process.pid) },
  })
  const abort = (): void => void removeContainer(container)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    // Attached and waited for before it runs: whatever happens to it from the start is seen.
    const stream = await container.attach({
      stream: true,
      stdin: true,
      stdout: true,
      stderr: true,
      hijack: true,
    })
    const stdout = new PassThrough()
    const stderr = new PassThrough()
    docker.modem.demuxStream(stream, stdout, stderr)
    const written = Promise.all([text(stdout), text(stderr)])
    stream.once('close', () => {
      stdout.end()
      stderr.end()
    })
    const exited = container.wait({ condition: 'next-exit' }) as Promise<{ StatusCode: number }>
    await container.start()
    stream.end()
    const { StatusCode } = await exited
    const [out, err] = await written
    signal?.throwIfAborted()
    return { exitCode: StatusCode, stdout: out, stderr: err }
  } catch (error) {
    signal?.throwIfAborted()
    await removeContainer(container)
    throw error
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}
