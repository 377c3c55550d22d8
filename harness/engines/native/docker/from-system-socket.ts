import { type EndpointStrategy, socketCandidate } from './endpoint-strategy.js'

/** The socket of the engine that the system runs for everybody. */
export const fromSystemSocket: EndpointStrategy = {
  source: "the system's socket",
  explicit: false,
  async candidates({ platform }) {
    return platform === 'win32' ? [] : [socketCandidate('unix', '/var/run/docker.sock')]
  },
}
