import { type ImagePoint, nameOfAxes } from '../engines/native/axes.js'
import { nativeImageTag } from '../engines/native/docker/image.js'

/** The tag of the image that belongs to a point and to the files as they are now; null where none is made for it. */
export async function tagOfPoint(point: ImagePoint): Promise<string | null> {
  return nameOfAxes({ ...point, jit: 'on' }) === 'native' ? nativeImageTag() : null
}
