import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import type { Case, Limits } from '../cases/case.js'
import { EngineUnavailableError, messageOf } from '../errors.js'
import { type Captured, emptyObservation, type Observation } from '../observations/observation.js'
import { preludeBundle } from '../prelude/bundle.js'
import { luaString, renderJob } from '../prelude/job.js'
import { shimOf } from '../prelude/shim-of.js'
import { buildJob } from './case-job.js'
import type { Engine, Fingerprint, Project } from './engine.js'
import { CappedOutput } from './executable/capped-output.js'
import { caseProgram } from './executable/case-program.js'
import { type Ending, interpretEnd, type Seen } from './executable/ending.js'
import { parseVmFacts, VM_FACTS, type VmFacts } from './executable/vm-facts.js'
import { beginsTest } from './test-event.js'

export interface ProcessOptions {
  name: string
  /** Executable and leading arguments; the Lua file to run is appended. */
  command: readonly [string, ...string[]]
  /** Cases at once. */
  parallel: number
}

/** A probe that takes longer is no Lua executable. */
const PROBE_MS = 10_000

/**
 * Any local executable that runs a Lua file (`luajit`, `lua5.1`, a studio's own): one process a case,
 * its results in a file of their own, so that nothing the script prints can pass for a result.
 */
export class ProcessEngine implements Engine {
  readonly name: string
  readonly kind = 'process'
  readonly axes = null
  readonly concurrency: number
  readonly #command: readonly [string, ...string[]]
  readonly #running = new Set<() => void>()
  #project: Project | null = null
  #folder: string | null = null
  #vm: VmFacts = { version: '', rounding: '' }
  #cases = 0

  constructor({ name, command, parallel }: ProcessOptions) {
    this.name = name
    this.concurrency = parallel
    this.#command = command
  }

  async start(project: Project): Promise<void> {
    this.#project = project
    this.#folder = await mkdtemp(join(os.tmpdir(), 'luaparity-'))
    for (const [path, bytes] of project.files.files) {
      const target = join(this.#folder, 'files', path)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, bytes)
    }
    try {
      await this.#probe(this.#folder)
    } catch (error) {
      await this.stop()
      throw error
    }
    await writeFile(join(this.#folder, 'prelude.lua'), preludeBundle(shimOf(this.#vm.version)), 'latin1')
  }

  async run(testCase: Case, limits: Limits): Promise<Observation> {
    if (!this.#project || !this.#folder) throw new EngineUnavailableError(`${this.name} has not been started`)
    const folder = this.#folder
    const base = join(folder, `case-${++this.#cases}`)
    const resultFile = `${base}.events`
    const job = renderJob(buildJob(testCase, this.#project, limits, { fetch: 'raw', host: 'lua' }))
    try {
      await writeFile(`${base}.lua`, mainProgram(folder, resultFile, job), 'latin1')
    } catch (error) {
      // The folder goes with `stop`.
      if (this.#folder !== null) throw error
    }
    if (this.#folder === null) return stopped()
    const ended = await this.#spawn(`${base}.lua`, resultFile, limits)
    // Ended by `stop`, not by what the script did.
    if (this.#folder === null) return stopped()
    const events = await readEvents(resultFile)
    await Promise.all([rm(`${base}.lua`, { force: true }), rm(resultFile, { force: true })])
    return interpretEnd({ events, ...ended }, limits)
  }

  async stop(): Promise<void> {
    for (const kill of this.#running) kill()
    const folder = this.#folder
    this.#folder = null
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }

  async fingerprint(): Promise<Fingerprint> {
    return {
      vm: this.#vm.version,
      rounding: this.#vm.rounding,
      command: this.#command.join(' '),
      platform: `${process.platform} ${process.arch}`,
    }
  }

  async #probe(folder: string): Promise<void> {
    const file = join(folder, 'probe.lua')
    const answer = join(folder, 'probe.txt')
    await writeFile(
      file,
      `local f = assert(io.open(${luaString(Buffer.from(answer))}, 'wb')) f:write(${VM_FACTS}) f:close()\n`,
    )
    const [executable, ...rest] = this.#command
    const result = await execa(executable, [...rest, file], {
      reject: false,
      timeout: PROBE_MS,
      stdin: 'ignore',
    })
    if (result.failed) {
      throw new EngineUnavailableError(
        `"${this.#command.join(' ')}" does not run a Lua file: ${result.shortMessage}`,
        {
          hint: 'Check that the executable is installed and takes the path of a Lua file as its last argument.',
        },
      )
    }
    try {
      this.#vm = parseVmFacts(await readFile(answer, 'utf8'))
    } catch (cause) {
      throw new EngineUnavailableError(`"${this.#command.join(' ')}" ran a Lua file without effect`, {
        cause,
      })
    }
  }

  async #spawn(file: string, resultFile: string, limits: Limits): Promise<Omit<Seen, 'events'>> {
    const [executable, ...rest] = withMemoryLimit(this.#command, limits)
    const started = performance.now()
    const subprocess = execa(executable, [...rest, file], {
      reject: false,
      stdin: 'ignore',
      buffer: false,
      env: { TZ: 'UTC', LC_ALL: 'C' },
      // A group of its own, so that what the script started dies with it.
      detached: process.platform !== 'win32',
    })
    let timedOut = false
    const kill = (): void => killGroup(subprocess)
    let begun = 0
    const look = async (): Promise<void> => {
      // The time limit is for one test of a spec file.
      // Results that cannot be read now cannot be read later either, where that is said.
      const events = await readEvents(resultFile).catch(() => [])
      const tests = events.filter(beginsTest).length
      if (tests > begun) {
        begun = tests
        timer = setTimeout(() => void look(), limits.timeoutMs)
        return
      }
      timedOut = true
      kill()
    }
    let timer = setTimeout(() => void look(), limits.timeoutMs)
    this.#running.add(kill)
    const output = collect([subprocess.stdout, subprocess.stderr], limits.outputBytes)
    try {
      const result = await subprocess
      const durationMs = performance.now() - started
      return { durationMs, output: output(), ending: timedOut ? { kind: 'timeout' } : endingOf(result) }
    } finally {
      clearTimeout(timer)
      this.#running.delete(kill)
      kill()
    }
  }
}

function stopped(): Observation {
  return emptyObservation('unavailable', 'the run was stopped')
}

interface ProcessResult {
  signal?: string | undefined
  exitCode?: number | undefined
  shortMessage?: string | undefined
}

function endingOf({ signal, exitCode, shortMessage }: ProcessResult): Ending {
  if (signal) return { kind: 'signal', signal }
  if (exitCode !== undefined) return { kind: 'exited', code: exitCode }
  return { kind: 'not-started', reason: shortMessage ?? 'it could not be started' }
}

// On Linux the data segment can be limited; elsewhere the executable has no cap.
function withMemoryLimit(
  command: readonly [string, ...string[]],
  limits: Limits,
): readonly [string, ...string[]] {
  if (process.platform !== 'linux') return command
  const kibibytes = Math.ceil(limits.memoryBytes / 1024)
  return ['/bin/sh', '-c', `ulimit -d ${kibibytes}; ulimit -c 0; exec "$0" "$@"`, ...command]
}

function killGroup(subprocess: { pid?: number | undefined; kill(signal: 'SIGKILL'): boolean }): void {
  if (subprocess.pid === undefined) return
  try {
    if (process.platform === 'win32') subprocess.kill('SIGKILL')
    else process.kill(-subprocess.pid, 'SIGKILL')
  } catch (error) {
    // ESRCH: nothing of the group is left, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function collect(streams: (NodeJS.ReadableStream | null | undefined)[], limit: number): () => Captured {
  const output = new CappedOutput(limit)
  for (const stream of streams) stream?.on('data', (chunk: Buffer) => output.push(chunk))
  return () => output.captured()
}

async function readEvents(file: string): Promise<string[]> {
  try {
    const lines = (await readFile(file, 'latin1')).split('\n')
    // What follows the last line end was cut off in the middle.
    return lines.slice(0, -1)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new EngineUnavailableError(`the results of a case cannot be read: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

function mainProgram(folder: string, resultFile: string, job: string): string {
  const literal = (text: string): string => luaString(Buffer.from(text.replaceAll('\\', '/'), 'utf8'))
  return caseProgram({
    channel: `local out = assert(open(${literal(resultFile)}, 'wb'))
__luaparity_emit = function(line) out:write(line, '\\n') out:flush() end
__luaparity_fetch = function(path)
  if find(path, '..', 1, true) or find(path, '^/') or find(path, ':', 1, true) then return nil end
  return read(${literal(join(folder, 'files'))} .. '/' .. path)
end`,
    prelude: literal(join(folder, 'prelude.lua')),
    job,
  })
}
