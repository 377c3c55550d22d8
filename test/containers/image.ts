import type Docker from 'dockerode'
import { DEFAULT_POINT, findNativeImage } from '../../harness/engines/native/docker/image.js'

/** The image under test: LUAPARITY_TEST_IMAGE, or that of the engine `native`. */
export async function testImage(docker: Docker): Promise<string> {
  const named = process.env.LUAPARITY_TEST_IMAGE
  if (named) return named
  const image = await findNativeImage(docker, DEFAULT_POINT)
  if (!image)
    throw new Error('the native image has not been built: run `luaparity setup`, or set LUAPARITY_TEST_IMAGE')
  return image.tag
}
