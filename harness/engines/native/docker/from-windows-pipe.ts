import { type EndpointStrategy, socketCandidate } from './endpoint-strategy.js'

/** The named pipes of Docker Desktop on Windows: the one of the active mode, then the one for Linux containers. */
export const fromWindowsPipe: EndpointStrategy = {
  source: 'the named pipe',
  explicit: false,
  async candidates({ platform }) {
    if (platform !== 'win32') return []
    const names = ['docker_engine', 'dockerDesktopLinuxEngine']
    return names.map((name) => socketCandidate('npipe', `//./pipe/${name}`))
  },
}
