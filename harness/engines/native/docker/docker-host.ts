import { EngineUnavailableError } from '../../../errors.js'
import { type EndpointCandidate, socketCandidate } from './endpoint-strategy.js'
import type { TlsFiles } from './tls-files.js'

export interface DockerHostOptions {
  /** Where the address comes from, for the error message. */
  source: string
  /** Certificates for a TCP address; null for plain HTTP. */
  tls: TlsFiles | null
  /** Socket of the SSH agent, for an `ssh://` address. */
  sshAgent?: string | undefined
}

/**
 * Translates an address in Docker's notation (`unix://`, `npipe://`, `tcp://`, `http://`, `https://`, `ssh://`)
 * into what dockerode takes. Throws `EngineUnavailableError` for any other notation.
 */
export function candidateFromHost(host: string, options: DockerHostOptions): EndpointCandidate {
  if (host.startsWith('unix://')) {
    return socketCandidate('unix', host.slice('unix://'.length) || '/var/run/docker.sock')
  }
  if (host.startsWith('npipe://')) {
    return socketCandidate('npipe', host.slice('npipe://'.length) || '//./pipe/docker_engine')
  }
  const url = parseUrl(host, options.source)
  switch (url.protocol) {
    case 'tcp:':
    case 'http:':
    case 'https:':
      return tcpCandidate(url, host, options.tls)
    case 'ssh:':
      return sshCandidate(url, host, options.sshAgent)
    default:
      throw badHost(host, options.source)
  }
}

function parseUrl(host: string, source: string): URL {
  // Docker takes `localhost:2375` for a TCP address.
  const text = host.includes('://') ? host : `tcp://${host}`
  if (!URL.canParse(text)) throw badHost(host, source)
  const url = new URL(text)
  if (url.hostname === '') throw badHost(host, source)
  return url
}

// The registered ports: 2375 for plain HTTP, 2376 for TLS.
const PLAIN_PORT = '2375'
const TLS_PORT = '2376'

function tcpCandidate(url: URL, description: string, tls: TlsFiles | null): EndpointCandidate {
  const secure = tls !== null || url.protocol === 'https:' || url.port === TLS_PORT
  const options = {
    host: url.hostname,
    port: url.port || (secure ? TLS_PORT : PLAIN_PORT),
    protocol: secure ? ('https' as const) : ('http' as const),
  }
  return { description, options: { ...options, ...tls } }
}

function sshCandidate(url: URL, description: string, agent: string | undefined): EndpointCandidate {
  const sshOptions = agent === undefined ? {} : { agent }
  return {
    description,
    options: {
      host: url.hostname,
      port: url.port || '22',
      protocol: 'ssh',
      username: decodeURIComponent(url.username),
      sshOptions,
    },
  }
}

function badHost(host: string, source: string): EngineUnavailableError {
  return new EngineUnavailableError(`${source} names ${JSON.stringify(host)}, which is no Docker address`, {
    hint: 'Write it as unix:///path/to/docker.sock, tcp://host:2375, ssh://user@host or npipe:////./pipe/docker_engine.',
  })
}
