import { fileURLToPath } from 'node:url'
import type Docker from 'dockerode'
import { readAdapter } from '../../../harness/engines/native/adapter.js'
import { readBuildContext } from '../../../harness/engines/native/docker/build-context.js'
import { buildImage } from '../../../harness/engines/native/docker/build-image.js'
import { inspectImage } from '../../../harness/engines/native/docker/inspect-image.js'
import { StudioEngine } from '../../../harness/engines/native/studio.js'
import { someBaseImage } from '../../base-image.js'
import { type Running, type Surroundings, startEngine } from '../running.js'

const FOLDER = fileURLToPath(new URL('../../fixtures/studio-image/', import.meta.url))
/** Both packages of a compiler and of Ruby come over the network when the image is built for the first time. */
export const BUILD_MS = 600_000

/** The path of an adapter of the fixture. */
export function adapterFile(name: 'adapter' | 'small-adapter'): string {
  return `${FOLDER}${name}.rb`
}

/** An image that knows nothing of Luaparity: Debian's ruby, LuaJIT as a shared library, a binding of its own. */
export async function studioImage(docker: Docker): Promise<{ tag: string; id: string }> {
  const base = await someBaseImage(docker)
  const context = await readBuildContext(FOLDER, {
    inputs: (file) => /^(Dockerfile|extconf\.rb|game_script\.c)$/.test(file),
    seed: base,
  })
  const tag = `luaparity-test/studio:${context.contentHash}`
  const known = await inspectImage(docker, tag)
  if (known) return known
  return buildImage(docker, { context, tag, role: 'test-image', buildArgs: { BASE_IMAGE: base } })
}

/** Starts an engine on an image of one's own; whoever does so ends it. */
export async function startStudio(
  docker: Docker,
  image: string,
  adapter: string,
  surroundings: Surroundings & { env?: Record<string, string> } = {},
): Promise<Running> {
  const { env = {}, jobs = 2, memoryBytes = 64 * 2 ** 20 } = surroundings
  const runId = `studio-${process.pid}-${++started}`
  const connect = async (): Promise<Docker> => docker
  const named = readAdapter(adapter, '/')
  const options = { name: 'game', image, adapter: named, env, parallel: jobs, memoryBytes, runId, connect }
  return startEngine('game', { ...surroundings, memoryBytes, runId }, new StudioEngine(options))
}

let started = 0
