import type Docker from 'dockerode'
import { inspectImage } from '../harness/engines/native/docker/inspect-image.js'
import { bootstrappedBaseImage, registryBaseImage } from '../harness/engines/native/docker/labels.js'

/** A Debian image to build on, which the set-up has fetched or made. */
export async function someBaseImage(docker: Docker): Promise<string> {
  for (const tag of [registryBaseImage('bookworm'), bootstrappedBaseImage('bookworm')]) {
    if (await inspectImage(docker, tag)) return tag
  }
  throw new Error('No base image: run `luaparity setup`')
}
