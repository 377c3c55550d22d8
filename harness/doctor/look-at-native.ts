import { axesOf, isNativeName, MATRICES, MATRIX_NAMES } from '../engines/native/axes.js'
import { nativeImageTag } from '../engines/native/docker/image.js'
import type { NativeFacts } from './facts.js'

/** Which image belongs to every native engine of `usual` and of the matrices, and whether it is among `images`. */
export async function lookAtNative(
  usual: readonly string[],
  images: ReadonlySet<string>,
): Promise<Map<string, NativeFacts>> {
  const names = [...usual.filter(isNativeName), ...MATRIX_NAMES.flatMap((matrix) => MATRICES[matrix])]
  const entries = [...new Set(names)].map(async (name) => {
    const axes = axesOf(name)
    const tag = await nativeImageTag(axes)
    return [name, { axes, tag, isThere: images.has(tag) }] as const
  })
  return new Map(await Promise.all(entries))
}
