import { fastVmSources } from '../engines/in-process/fast-vm/sources.js'
import { imagePoints } from '../engines/native/axes.js'
import { bootstrappedBaseImage, fastVmImage } from '../engines/native/docker/labels.js'
import { tagOfPoint } from './point-tag.js'

/** The tags of all images that can be made from the files as they are now. */
export async function currentImageTags(): Promise<Set<string>> {
  const { contentHash } = await fastVmSources()
  const native = await Promise.all(imagePoints().map(tagOfPoint))
  return new Set([
    bootstrappedBaseImage('bookworm'),
    bootstrappedBaseImage('trixie'),
    fastVmImage(contentHash),
    ...native.filter((tag) => tag !== null),
  ])
}
