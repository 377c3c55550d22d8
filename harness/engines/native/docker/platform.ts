import type { Arch } from '../axes.js'

// An image's platform and an engine's version name architectures in Go's words.
const GO_NAMES: Readonly<Record<Arch, string>> = { amd64: 'amd64', arm64: 'arm64', i386: '386' }

/** The name that an engine has for an architecture, in its version and in an image's configuration. */
export function engineNameOf(arch: Arch): string {
  return GO_NAMES[arch]
}

/** The platform of an image as an engine's API takes it, e.g. `linux/386`. */
export function platformOf(arch: Arch): string {
  return `linux/${GO_NAMES[arch]}`
}

/** Whether a machine of an engine's architecture, in the engine's words, runs programs of another by itself. */
export function runsNatively(arch: Arch, engineArch: string): boolean {
  return GO_NAMES[arch] === engineArch || (arch === 'i386' && engineArch === 'amd64')
}
