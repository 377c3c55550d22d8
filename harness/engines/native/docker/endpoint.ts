import Docker, { type DockerOptions } from 'dockerode'
import { EngineUnavailableError } from '../../../errors.js'
import { HOW_TO_CHOOSE_ANOTHER, HOW_TO_GET_PERMISSION, howToGetDocker } from './advice.js'
import type { EndpointCandidate, EndpointStrategy, Surroundings } from './endpoint-strategy.js'
import { fromDockerContext } from './from-docker-context.js'
import { fromDockerHost } from './from-docker-host.js'
import { fromRootlessSocket } from './from-rootless-socket.js'
import { fromSystemSocket } from './from-system-socket.js'
import { fromWindowsPipe } from './from-windows-pipe.js'
import { PERMISSION_DENIED, pingProblem } from './ping.js'

export interface FindDockerDeps extends Surroundings {
  /** Makes the client; replaced in tests. */
  connect?: (options: DockerOptions) => Docker
  /** How long one candidate may take to answer, in milliseconds. */
  pingTimeoutMs?: number
}

export interface DockerEndpoint {
  /** What led to it: `DOCKER_HOST`, `docker context`, ... */
  source: string
  /** Its address, e.g. `unix:///var/run/docker.sock`. */
  description: string
}

export interface FoundDocker {
  docker: Docker
  endpoint: DockerEndpoint
}

// The order of the Docker command line; the sockets that need no root come before the system's.
const STRATEGIES: readonly EndpointStrategy[] = [
  fromDockerHost,
  fromDockerContext,
  fromRootlessSocket,
  fromSystemSocket,
  fromWindowsPipe,
]

// A local engine answers in milliseconds, a remote one in tenths of a second.
const PING_TIMEOUT_MS = 3000

/**
 * Finds the Docker engine to use and asks it for a sign of life. An engine chosen by the user (`DOCKER_HOST`,
 * a docker context) is the only one tried. Throws `EngineUnavailableError` naming every address tried and why
 * it failed.
 */
export async function findDocker(deps: FindDockerDeps): Promise<FoundDocker> {
  const { connect = connectTo, pingTimeoutMs = PING_TIMEOUT_MS } = deps
  const failures: string[] = []
  const places = await placesToTry(deps)
  for (const { source, description, options } of places) {
    const docker = connect(options)
    const problem = await pingProblem(docker, pingTimeoutMs)
    if (problem === null) return { docker, endpoint: { source, description } }
    failures.push(`${description} (${source}): ${problem}`)
  }
  throw noEngine(failures, hintFor(places, failures, deps.platform))
}

/** The engine that the user chose by `DOCKER_HOST` or a docker context, or null when the choice is left to us. */
export async function chosenEndpoint(surroundings: Surroundings): Promise<DockerEndpoint | null> {
  for (const strategy of STRATEGIES.filter((strategy) => strategy.explicit)) {
    const [candidate] = await strategy.candidates(surroundings)
    if (candidate) return { source: strategy.source, description: candidate.description }
  }
  return null
}

type Place = EndpointCandidate & Pick<EndpointStrategy, 'source' | 'explicit'>

async function placesToTry(surroundings: Surroundings): Promise<Place[]> {
  const places: Place[] = []
  for (const strategy of STRATEGIES) {
    const candidates = await strategy.candidates(surroundings)
    const { source, explicit } = strategy
    places.push(...candidates.map((candidate) => ({ ...candidate, source, explicit })))
    if (explicit && candidates.length > 0) break
  }
  return places
}

// dockerode mixes in DOCKER_HOST of the process wherever an option is absent, so that none may be absent.
function connectTo(options: DockerOptions): Docker {
  return new Docker({ host: undefined, port: undefined, username: undefined, ...options })
}

function noEngine(failures: string[], hint: string): EngineUnavailableError {
  const tried = failures.map((failure) => `  ${failure}`).join('\n')
  return new EngineUnavailableError(`No Docker engine answers. Tried:\n${tried}`, { hint })
}

function hintFor(places: Place[], failures: string[], platform: NodeJS.Platform): string {
  if (failures.some((failure) => failure.endsWith(PERMISSION_DENIED))) return HOW_TO_GET_PERMISSION
  if (places.some((place) => place.explicit)) return HOW_TO_CHOOSE_ANOTHER
  return howToGetDocker(platform)
}
