import type { Arch } from '../engines/native/axes.js'
import {
  bootstrappedBaseImage,
  type DebianRelease,
  registryBaseImage,
} from '../engines/native/docker/labels.js'

// Docker's official images of one architecture each lie below these names.
const REGISTRY_NAMESPACES: Readonly<Record<Arch, string>> = { amd64: 'amd64', arm64: 'arm64v8', i386: 'i386' }

/** The names of the images that can stand for a release, likeliest first; `foreign` where the engine's own differs. */
export function baseImageNames(release: DebianRelease, arch: Arch, foreign: boolean): [string, string] {
  if (!foreign) return [registryBaseImage(release), bootstrappedBaseImage(release)]
  return [
    `${REGISTRY_NAMESPACES[arch]}/${registryBaseImage(release)}`,
    `${bootstrappedBaseImage(release)}-${arch}`,
  ]
}
