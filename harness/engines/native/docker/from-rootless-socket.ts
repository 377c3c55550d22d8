import { posix } from 'node:path'
import { type EndpointStrategy, socketCandidate } from './endpoint-strategy.js'

/** The sockets of engines that run as the user: rootless Docker and Docker Desktop. */
export const fromRootlessSocket: EndpointStrategy = {
  source: "the user's socket",
  explicit: false,
  async candidates({ env, platform, homedir }) {
    if (platform === 'win32') return []
    const runtimeDir = env.XDG_RUNTIME_DIR
    const paths = [
      ...(runtimeDir ? [posix.join(runtimeDir, 'docker.sock')] : []),
      posix.join(homedir, '.docker/run/docker.sock'),
      posix.join(homedir, '.docker/desktop/docker.sock'),
    ]
    return paths.map((path) => socketCandidate('unix', path))
  },
}
