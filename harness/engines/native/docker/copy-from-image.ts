import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type Docker from 'dockerode'
import { extract } from 'tar-stream'
import { LuaparityError } from '../../../errors.js'
import { labels, roles } from './labels.js'

/** The content of the file at `path` in an image, which may hold no program at all. Nothing is run. */
export async function copyFromImage(docker: Docker, image: string, path: string): Promise<Buffer> {
  const container = await docker.createContainer({
    Image: image,
    // Never started, but the engine wants to know what it would start.
    Cmd: ['nothing'],
    Labels: { [labels.role]: roles.fileSource, [labels.pid]: String(process.pid) },
  })
  try {
    const files = await filesOf(await container.getArchive({ path }))
    if (files.length === 1) return files[0]!
    throw new LuaparityError('ERR_IMAGE_CONTENT', `${path} in ${image} is no file`)
  } finally {
    await container.remove({ force: true })
  }
}

async function filesOf(archive: NodeJS.ReadableStream): Promise<Buffer[]> {
  const files: Buffer[] = []
  const unpacking = extract()
  unpacking.on('entry', ({ type }, stream, next) => {
    buffer(stream).then((content) => {
      if (type === 'file') files.push(content)
      next()
    }, next)
  })
  await pipeline(archive, unpacking)
  return files
}
