import type Docker from 'dockerode'
import { pack } from 'tar-stream'
import { followProgress } from '../engines/native/docker/progress-stream.js'
import { LuaparityError } from '../errors.js'
import { type ImageDescription, type RootFilesystem, writeImageArchive } from './image-archive.js'

interface LoadMessage {
  error?: string
}

/** Makes an image of a root filesystem. It appears only when all of it arrived. */
export async function loadImage(
  docker: Docker,
  filesystem: RootFilesystem,
  description: ImageDescription,
  signal: AbortSignal,
): Promise<void> {
  const archive = pack()
  const failed = new AbortController()
  const writing = writeImageArchive(archive, filesystem, description)
  // Only a whole archive is ended: a broken connection is what keeps the engine from loading half of one.
  const loading = docker
    .loadImage(archive, { quiet: true, abortSignal: AbortSignal.any([signal, failed.signal]) })
    .then((stream) => followProgress<LoadMessage>(stream, throwIfError))
  try {
    await Promise.all([writing, loading])
  } catch (error) {
    failed.abort(error)
    archive.destroy()
    await Promise.allSettled([writing, loading])
    signal.throwIfAborted()
    throw error
  }
}

function throwIfError({ error }: LoadMessage): void {
  if (error !== undefined)
    throw new LuaparityError('ERR_LOAD', `The engine could not load the image: ${error.trim()}`)
}
