import { fastVmSources } from '../engines/in-process/fast-vm/sources.js'
import { AXES, imagePoints } from '../engines/native/axes.js'
import { nativeImageTag } from '../engines/native/docker/image.js'
import { bootstrappedBaseImage, fastVmImage } from '../engines/native/docker/labels.js'

/** The tags of all images that can be made from the files as they are now. */
export async function currentImageTags(): Promise<Set<string>> {
  const { contentHash } = await fastVmSources()
  const bases = AXES.release.flatMap((release) =>
    [null, ...AXES.arch].map((foreignArch) => bootstrappedBaseImage(release, foreignArch)),
  )
  const native = await Promise.all(imagePoints().map((point) => nativeImageTag(point)))
  return new Set([...bases, fastVmImage(contentHash), ...native])
}
