import { join } from 'node:path'
import { candidateFromHost } from './docker-host.js'
import type { EndpointStrategy, Surroundings } from './endpoint-strategy.js'
import { readTlsFiles } from './tls-files.js'

/** The address in `DOCKER_HOST`, with the certificates of `DOCKER_CERT_PATH` when `DOCKER_TLS_VERIFY` asks for TLS. */
export const fromDockerHost: EndpointStrategy = {
  source: 'DOCKER_HOST',
  explicit: true,
  async candidates(surroundings) {
    const host = surroundings.env.DOCKER_HOST
    if (!host) return []
    const tls = wantsTls(surroundings) ? await readTlsFiles(certificateFolder(surroundings)) : null
    return [candidateFromHost(host, { source: this.source, tls, sshAgent: surroundings.env.SSH_AUTH_SOCK })]
  },
}

// Docker's own rule: any text switches TLS on, only an empty one does not. Port 2376 is TLS by registration.
function wantsTls({ env }: Surroundings): boolean {
  return Boolean(env.DOCKER_TLS_VERIFY) || /:2376\/?$/.test(env.DOCKER_HOST ?? '')
}

function certificateFolder({ env, homedir }: Surroundings): string {
  return env.DOCKER_CERT_PATH || env.DOCKER_CONFIG || join(homedir, '.docker')
}
