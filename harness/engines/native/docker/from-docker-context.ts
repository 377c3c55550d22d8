import { createHash } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineUnavailableError, messageOf } from '../../../errors.js'
import { candidateFromHost } from './docker-host.js'
import type { EndpointStrategy, Surroundings } from './endpoint-strategy.js'
import { readTlsFiles } from './tls-files.js'

/**
 * The context chosen with `docker context use` or `DOCKER_CONTEXT`, read from where the Docker command line
 * keeps it (`DOCKER_CONFIG`, else `~/.docker`). The context named `default` means "no context".
 */
export const fromDockerContext: EndpointStrategy = {
  source: 'docker context',
  explicit: true,
  async candidates(surroundings) {
    const folder = surroundings.env.DOCKER_CONFIG || join(surroundings.homedir, '.docker')
    const name = surroundings.env.DOCKER_CONTEXT || (await currentContext(folder))
    if (!name || name === 'default') return []
    return [await candidateOf(name, folder, surroundings)]
  },
}

async function currentContext(folder: string): Promise<string | undefined> {
  const path = join(folder, 'config.json')
  if (!(await exists(path))) return undefined
  const config = (await readJson(path, 'the Docker configuration')) as { currentContext?: string }
  return config.currentContext
}

interface ContextMeta {
  Endpoints?: { docker?: { Host?: string } }
}

async function candidateOf(name: string, folder: string, { env }: Surroundings) {
  // Docker names a context's folders by the SHA-256 of the context's name.
  const id = createHash('sha256').update(name).digest('hex')
  const meta = (await readJson(
    join(folder, 'contexts', 'meta', id, 'meta.json'),
    `the docker context "${name}"`,
  )) as ContextMeta
  const host = meta.Endpoints?.docker?.Host
  if (!host) throw unusable(`The docker context "${name}" names no Docker address`)
  const files = await readTlsFiles(join(folder, 'contexts', 'tls', id, 'docker'))
  const tls = Object.keys(files).length > 0 ? files : null
  return candidateFromHost(host, {
    source: `The docker context "${name}"`,
    tls,
    sshAgent: env.SSH_AUTH_SOCK,
  })
}

async function readJson(path: string, what: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw unusable(`Cannot read ${what}: ${messageOf(error)}`, error)
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function unusable(message: string, cause?: unknown): EngineUnavailableError {
  return new EngineUnavailableError(message, {
    cause,
    hint: 'See `docker context ls`, and choose one with `docker context use`; `docker context use default` goes back to the local engine.',
  })
}
