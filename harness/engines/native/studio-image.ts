import type Docker from 'dockerode'
import { EngineUnavailableError, messageOf } from '../../errors.js'

/** An image that is used as it is. */
export interface StudioImage {
  /** The engine's own id, `sha256:...`. */
  id: string
  /** Name and digest under which a registry has it, null when it has come from none. */
  digest: string | null
  /** `linux/amd64` and the like. */
  platform: string
  /** Whether the engine's machine runs programs of another kind. */
  emulated: boolean
}

/** Throws EngineUnavailableError when the engine has no image of that name. */
export async function inspectStudioImage(docker: Docker, name: string): Promise<StudioImage> {
  try {
    const [image, engine] = await Promise.all([docker.getImage(name).inspect(), docker.version()])
    return {
      id: image.Id,
      digest: image.RepoDigests?.[0] ?? null,
      platform: `${image.Os}/${image.Architecture}`,
      emulated: isEmulated(image.Architecture, engine.Arch),
    }
  } catch (cause) {
    if ((cause as { statusCode?: number }).statusCode === 404) {
      throw new EngineUnavailableError(`Docker has no image "${name}"`, {
        cause,
        hint: `Get it with \`docker pull ${name}\`, or build it. Luaparity does not pull images.`,
      })
    }
    throw new EngineUnavailableError(`Docker could not look at the image "${name}": ${messageOf(cause)}`, {
      cause,
    })
  }
}

// An amd64 machine runs programs for 386 itself.
function isEmulated(image: string, engine: string): boolean {
  return image !== engine && !(image === '386' && engine === 'amd64')
}
