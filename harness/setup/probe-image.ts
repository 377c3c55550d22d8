import type Docker from 'dockerode'
import type { Arch } from '../engines/native/axes.js'
import { labels, roles } from '../engines/native/docker/labels.js'
import { EngineUnavailableError, messageOf } from '../errors.js'
import { howToEmulateThere } from './arch-support.js'

/**
 * Runs a program of a Debian image, which is the only way to know whether an engine can. Throws
 * `EngineUnavailableError` when it does not run, or when the image is of another architecture than it should be.
 */
export async function probeImage(
  docker: Docker,
  tag: string,
  arch: Arch,
  signal: AbortSignal,
): Promise<void> {
  const output = await run(docker, tag, ['dpkg', '--print-architecture'], signal).catch((error) => {
    signal.throwIfAborted()
    throw new EngineUnavailableError(
      `Programs of ${tag} do not run on this Docker engine: ${messageOf(error)}`,
      {
        hint: howToEmulateThere(arch),
        cause: error,
      },
    )
  })
  if (output === arch) return
  throw new EngineUnavailableError(`${tag} holds programs of ${output}, not of ${arch}`, {
    hint: `Give it another name: \`docker tag ${tag} <name>\`, \`docker rmi ${tag}\`.`,
  })
}

async function run(docker: Docker, image: string, command: string[], signal: AbortSignal): Promise<string> {
  const container = await docker.createContainer({
    Image: image,
    Cmd: command,
    Labels: { [labels.role]: roles.probe, [labels.pid]: String(process.pid) },
    // The log then holds nothing but the output.
    Tty: true,
    HostConfig: { NetworkMode: 'none' },
    abortSignal: signal,
  })
  try {
    await container.start({ abortSignal: signal })
    const { StatusCode } = await container.wait({ abortSignal: signal })
    const output = (await container.logs({ stdout: true, stderr: true })).toString().trim()
    if (StatusCode !== 0) throw new Error(output || `exit code ${StatusCode}`)
    return output
  } finally {
    await container.remove({ force: true })
  }
}
