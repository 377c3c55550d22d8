import type Docker from 'dockerode'
import { chosenEndpoint, type DockerEndpoint, findDocker } from '../engines/native/docker/endpoint.js'
import { EngineUnavailableError } from '../errors.js'
import { installPackages } from './apt.js'
import { isDebianFamily } from './os-release.js'
import { startDockerd } from './start-dockerd.js'
import type { SetupDeps, StepContext, StepResult } from './step.js'
import { startWithSystemd } from './systemd.js'

/** A Docker engine that answers. */
export interface ReadyEngine {
  docker: Docker
  endpoint: DockerEndpoint
  /** e.g. `20.10.24`. */
  version: string
  /** The engine's processor architecture in Go's words: `amd64`, `arm64`, ... */
  arch: string
}

/**
 * Finds an engine that answers and leaves it as it is. Only where none answers and this process may install one
 * (root on Debian or Ubuntu, nothing else chosen by the user) is one installed and started; elsewhere the step is
 * skipped with how to get one. Throws when the installation or the start fails.
 */
export async function dockerEngineStep(context: StepContext): Promise<StepResult<ReadyEngine>> {
  const found = await findEngine(context)
  if (found.kind === 'found') {
    return { kind: 'already', summary: `${nameOf(found.engine)} answers`, value: found.engine }
  }
  const obstacle = await installObstacle(context)
  if (obstacle !== null) {
    const hint = [`${obstacle}.`, found.error.hint].filter(Boolean).join(' ')
    return { kind: 'skipped', summary: found.error.message, hint }
  }
  const program = await installDockerd(context)
  const isAnswering = async () => (await findEngine(context)).kind === 'found'
  if (await context.linux.runsSystemd()) await startWithSystemd(context, isAnswering)
  else await startDockerd(context, { program, isAnswering })
  const started = await findEngine(context)
  if (started.kind === 'none') throw started.error
  return { kind: 'done', summary: `${nameOf(started.engine)} started`, value: started.engine }
}

export type EngineSearch =
  | { kind: 'found'; engine: ReadyEngine }
  | { kind: 'none'; error: EngineUnavailableError }

/** Looks for an engine and asks for its version, without changing anything. */
export async function findEngine(deps: SetupDeps): Promise<EngineSearch> {
  try {
    const { docker, endpoint } = await findDocker(deps)
    const { Version, Arch } = await docker.version()
    return { kind: 'found', engine: { docker, endpoint, version: Version, arch: Arch } }
  } catch (error) {
    if (error instanceof EngineUnavailableError) return { kind: 'none', error }
    throw error
  }
}

/** How an engine is called in messages. */
export function nameOf({ version, endpoint }: ReadyEngine): string {
  return `Docker engine ${version.replace(/\+.*/, '')} (${endpoint.description})`
}

// Why no engine may be installed here; null when one may.
async function installObstacle(deps: SetupDeps): Promise<string | null> {
  if (deps.platform !== 'linux') return 'Docker is installed here only on Debian and Ubuntu'
  const chosen = await chosenEndpoint(deps).catch(unusableChoice)
  if (chosen !== null) return `The engine was chosen by ${chosen.source}, so no other is installed`
  const release = await deps.linux.osRelease()
  if (release === null || !isDebianFamily(release))
    return 'Docker is installed here only on Debian and Ubuntu'
  if (deps.uid !== 0) return 'Only root can install Docker'
  if (!(await deps.linux.mayRunDockerd()))
    return 'This container is not privileged, so dockerd cannot run in it'
  return null
}

// A choice that cannot be read is a choice all the same.
function unusableChoice(error: unknown): { source: string } {
  if (error instanceof EngineUnavailableError) return { source: 'DOCKER_HOST or a docker context' }
  throw error
}

// docker.io only recommends what it cannot work without here: iptables for networks, certificates for registries.
const PACKAGES = ['docker.io', 'iptables', 'ca-certificates']

async function installDockerd(context: StepContext): Promise<string> {
  const installed = await context.linux.findProgram('dockerd')
  if (installed !== null) return installed
  await installPackages(context, PACKAGES)
  const program = await context.linux.findProgram('dockerd')
  if (program !== null) return program
  throw new EngineUnavailableError('docker.io is installed, but there is no dockerd', {
    hint: 'Install Docker by hand, then run `luaparity setup` again.',
  })
}
