import type { DockerOptions } from 'dockerode'

/** What a strategy may know about the world; injected, so that every platform can be tested on any other. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
  /** Absolute path of the user's home directory. */
  homedir: string
}

/** One place where a Docker engine may answer. */
export interface EndpointCandidate {
  /** The address as a user would write it, e.g. `unix:///var/run/docker.sock`. */
  description: string
  options: DockerOptions
}

/** One way of finding a Docker engine. */
export interface EndpointStrategy {
  /** What led to the candidates, as shown to the user. */
  source: string
  /** The user's own choice: when it yields a candidate, no other strategy is asked. */
  explicit: boolean
  /** The candidates in the order in which to try them; none where this strategy does not apply. */
  candidates(surroundings: Surroundings): Promise<EndpointCandidate[]>
}

/** The candidate for a Unix domain socket or a Windows named pipe. */
export function socketCandidate(scheme: 'unix' | 'npipe', path: string): EndpointCandidate {
  return { description: `${scheme}://${path}`, options: { socketPath: path, protocol: 'http' } }
}
