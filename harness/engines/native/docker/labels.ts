import type { Arch } from '../axes.js'

/** Label keys on every container and image that this project makes; found again by them, and removed by them. */
export const labels = {
  /** The run that started a container. */
  run: 'dev.luaparity.run',
  /** Name of the engine that a container belongs to. */
  engine: 'dev.luaparity.engine',
  /** Process id of the harness that started a container. */
  pid: 'dev.luaparity.pid',
  /** What a thing is for: one of `roles`. */
  role: 'dev.luaparity.role',
  /** Hash of the files that an image was made from. */
  content: 'dev.luaparity.content',
  /** The point that a native image or a base image stands for, as in its tag: `bookworm-i386`, `trixie-gc32-assert`. */
  point: 'dev.luaparity.point',
  /** Version of the Lua source package that a fast VM was made from; set by its Dockerfile. */
  lua: 'dev.luaparity.lua',
  /** Version of the compiler that made a fast VM; set by its Dockerfile. */
  emscripten: 'dev.luaparity.emscripten',
} as const

/** The values of the label `role`. */
export const roles = {
  baseImage: 'base-image',
  nativeImage: 'native-image',
  fastVm: 'fast-vm',
  /** A container that never runs: a file is copied out of it. */
  fileSource: 'file-source',
  /** A container in which one program is run to see what becomes of it. */
  probe: 'probe',
  /** The container that holds a fork server. */
  forkServer: 'fork-server',
  /** A container of a studio's image, in which a Lua executable runs. */
  luaExecutable: 'lua-executable',
} as const

/** The Debian releases an image can stand on. */
export type DebianRelease = 'bookworm' | 'trixie'

// Docker's official images of one architecture each lie below these names.
const REGISTRY_NAMESPACES: Readonly<Record<Arch, string>> = { amd64: 'amd64', arm64: 'arm64v8', i386: 'i386' }

/**
 * The image of a registry that stands for a Debian release: of the engine's own architecture, or of a foreign one,
 * which then has a name of its own, so that both can be there.
 */
export function registryBaseImage(release: DebianRelease, foreignArch: Arch | null = null): string {
  const name = `debian:${release}-slim`
  return foreignArch === null ? name : `${REGISTRY_NAMESPACES[foreignArch]}/${name}`
}

/** The image made here where no registry can be reached, of the engine's own architecture or of a foreign one. */
export function bootstrappedBaseImage(release: DebianRelease, foreignArch: Arch | null = null): string {
  return `luaparity/base:${release}${foreignArch === null ? '' : `-${foreignArch}`}`
}

/** The image with the Ruby/LuaJIT binary; `contentHash` is 12 hexadecimal digits. */
export function nativeImage(slug: string, contentHash: string): string {
  return `luaparity/ruby-luajit:${slug}-${contentHash}`
}

/** The image that holds the fast VM's module; `contentHash` is 12 hexadecimal digits. */
export function fastVmImage(contentHash: string): string {
  return `luaparity/fast-vm:${contentHash}`
}
