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
  /** The container that holds a fork server. */
  forkServer: 'fork-server',
} as const

/** The Debian releases an image can stand on. */
export type DebianRelease = 'bookworm' | 'trixie'

/** The image of a registry that stands for a Debian release. */
export function registryBaseImage(release: DebianRelease): string {
  return `debian:${release}-slim`
}

/** The image made here where no registry can be reached. */
export function bootstrappedBaseImage(release: DebianRelease): string {
  return `luaparity/base:${release}`
}

/** The image with the Ruby/LuaJIT binary; `contentHash` is 12 hexadecimal digits. */
export function nativeImage(release: DebianRelease, contentHash: string): string {
  return `luaparity/ruby-luajit:${release}-${contentHash}`
}

/** The image that holds the fast VM's module; `contentHash` is 12 hexadecimal digits. */
export function fastVmImage(contentHash: string): string {
  return `luaparity/fast-vm:${contentHash}`
}
