import type Docker from 'dockerode'

/** The id of an image that this engine has, or null when it has none of that name. */
export async function inspectImage(docker: Docker, tag: string): Promise<{ tag: string; id: string } | null> {
  try {
    const { Id } = await docker.getImage(tag).inspect()
    return { tag, id: Id }
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

/** The architecture in an image's configuration, in Go's words, or null when the engine has no image of that name. */
export async function archOfImage(docker: Docker, tag: string): Promise<string | null> {
  try {
    return (await docker.getImage(tag).inspect()).Architecture
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 404
}
