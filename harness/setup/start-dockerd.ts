import { readFile } from 'node:fs/promises'
import { LastLines } from '../engines/native/docker/last-lines.js'
import { EngineUnavailableError } from '../errors.js'
import { liveProcess, removeStalePidFile } from './dockerd-leftovers.js'
import { type SpawnBackground, sizeOf, spawnBackground } from './spawn-background.js'
import type { StepContext } from './step.js'

/** Where a dockerd keeps its things. */
interface DockerdPlaces {
  pidFile: string
  containerdPidFile: string
  /** What dockerd prints, for good: it runs on after us. */
  logFile: string
  args: readonly string[]
}

const SYSTEM_DOCKERD: DockerdPlaces = {
  pidFile: '/var/run/docker.pid',
  containerdPidFile: '/var/run/docker/containerd/containerd.pid',
  logFile: '/var/log/luaparity-dockerd.log',
  args: [],
}

export interface StartDockerdOptions {
  /** Absolute path of the dockerd program. */
  program: string
  /** Asks the socket; only its answer counts, never a file. */
  isAnswering: () => Promise<boolean>
  places?: DockerdPlaces
  spawn?: SpawnBackground
}

type Context = Pick<StepContext, 'clock' | 'linux' | 'report' | 'signal'>

// The first start on a slow disk took 10 s; an unclean end adds the clean-up of its containers.
const DEADLINE_MS = 60_000
const POLL_MS = 200

/**
 * Starts dockerd in the background and waits until it answers. A dockerd that is alive but still starting is
 * waited for; what an unclean end left behind is put aside. Throws `EngineUnavailableError` with the last lines
 * of dockerd's log.
 */
export async function startDockerd(context: Context, options: StartDockerdOptions): Promise<void> {
  const { linux, report } = context
  const { places = SYSTEM_DOCKERD, isAnswering, program, spawn = spawnBackground } = options
  const starting = await liveProcess(places.pidFile, 'dockerd', linux)
  if (starting !== null) {
    report(`dockerd is running (process ${starting}) but does not answer yet: waiting for it`)
    const ending = async () => ((await linux.processName(starting)) === 'dockerd' ? null : 'it ended')
    const problem = await waitForAnswer(context, isAnswering, ending)
    if (problem === null) return
    if (problem.kind === 'late') throw notAnswering(starting, places.logFile)
  }
  await removeStalePidFile(places.pidFile, 'dockerd', linux)
  await removeStalePidFile(places.containerdPidFile, 'containerd', linux)
  const logStart = await sizeOf(places.logFile)
  report(`starting dockerd in the background, its log is ${places.logFile}`)
  const dockerd = spawn(program, places.args, places.logFile)
  const problem = await waitForAnswer(context, isAnswering, async () => dockerd.ending())
  if (problem !== null)
    throw notStarted(problem, await lastLogLines(places.logFile, logStart), places.logFile)
}

type Problem = { kind: 'ended'; how: string } | { kind: 'late' }

async function waitForAnswer(
  { clock, signal }: Context,
  isAnswering: () => Promise<boolean>,
  ending: () => Promise<string | null>,
): Promise<Problem | null> {
  const deadline = clock.now() + DEADLINE_MS
  while (clock.now() < deadline) {
    signal.throwIfAborted()
    const how = await ending()
    if (await isAnswering()) return null
    if (how !== null) return { kind: 'ended', how }
    await clock.sleep(POLL_MS, signal)
  }
  return { kind: 'late' }
}

async function lastLogLines(logFile: string, start: number): Promise<readonly string[]> {
  const lines = new LastLines(20)
  lines.push((await readFile(logFile)).subarray(start).toString())
  return lines.all
}

function notStarted(problem: Problem, log: readonly string[], logFile: string): EngineUnavailableError {
  const how =
    problem.kind === 'late'
      ? `it did not answer within ${DEADLINE_MS / 1000} s`
      : `it ended with ${problem.how}`
  const shown = log.map((line) => `\n  ${line}`).join('')
  return new EngineUnavailableError(`Cannot start dockerd: ${how}${shown}`, {
    hint: `The whole log is ${logFile}. In a container, dockerd needs the container to be privileged. LUAPARITY_SETUP_SKIP_DOCKER=1 leaves Docker out.`,
  })
}

function notAnswering(pid: number, logFile: string): EngineUnavailableError {
  return new EngineUnavailableError(
    `dockerd runs (process ${pid}) but did not answer within ${DEADLINE_MS / 1000} s`,
    {
      hint: `Look into its log (${logFile} when it was started here), or stop it with \`kill ${pid}\` and run \`luaparity setup\` again.`,
    },
  )
}
