import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineUnavailableError, messageOf } from '../../../errors.js'
import { packageRoot } from '../../../package-root.js'

/** What `fast-vm.json` tells about the module beside it. */
export interface FastVmInfo {
  /** SHA-256 of the module, in hexadecimal digits. */
  sha256: string
  /** Hash of the sources it was made from, as `fastVmSources` gives it. */
  source: string
  /** Version of Debian's Lua source package. */
  lua: string
  /** Version of the compiler. */
  emscripten: string
  /** Length of the module in bytes. */
  size: number
}

export interface FastVm {
  /** Absolute path of the module. */
  path: string
  sha256: string
  info: FastVmInfo
}

/** Where the set-up puts the module, and where it lies in the npm package. */
export const fastVmFolder = join(packageRoot, 'dist', 'fast-vm')
export const MODULE_FILE = 'fast-vm.wasm'
/** Written last: without it, the module counts as not built. */
export const INFO_FILE = 'fast-vm.json'

/**
 * The fast VM that has been built here, or null when none has. The module itself is not read. Throws
 * `EngineUnavailableError` when what was written about it is damaged.
 */
export function findFastVm(folder: string = fastVmFolder): FastVm | null {
  const path = join(folder, INFO_FILE)
  const text = textOf(path)
  if (text === null) return null
  const info = infoFrom(text)
  if (info === null)
    throw damaged(`${path} does not hold what the set-up writes: ${JSON.stringify(text.slice(0, 60))}`)
  return { path: join(folder, MODULE_FILE), sha256: info.sha256, info }
}

/**
 * The bytes of the module, held against the SHA-256 that it was built with. Throws `EngineUnavailableError` when
 * it has not been built or is damaged.
 */
export async function loadFastVm(folder?: string): Promise<Uint8Array<ArrayBuffer>> {
  const vm = builtFastVm(folder)
  return verified(vm, await readFile(vm.path).catch(unreadable(vm)))
}

/** As `loadFastVm`, for a worker thread that has nothing else to do meanwhile. */
export function loadFastVmSync(folder?: string): Uint8Array<ArrayBuffer> {
  const vm = builtFastVm(folder)
  try {
    return verified(vm, readFileSync(vm.path))
  } catch (error) {
    if (error instanceof EngineUnavailableError) throw error
    return unreadable(vm)(error)
  }
}

function builtFastVm(folder: string = fastVmFolder): FastVm {
  const vm = findFastVm(folder)
  if (vm !== null) return vm
  throw new EngineUnavailableError(`The fast VM has not been built: there is no ${join(folder, INFO_FILE)}`, {
    hint: 'Run `luaparity setup`, which builds it; for that it needs a Docker engine.',
  })
}

function verified({ path, info }: FastVm, module: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const sha256 = createHash('sha256').update(module).digest('hex')
  if (sha256 === info.sha256) return module
  throw damaged(`${path} has the SHA-256 ${sha256}, but was built with ${info.sha256}`)
}

function unreadable({ path }: FastVm): (cause: unknown) => never {
  return (cause) => {
    throw damaged(`${path} cannot be read: ${messageOf(cause)}`, cause)
  }
}

function damaged(what: string, cause?: unknown): EngineUnavailableError {
  return new EngineUnavailableError(`The fast VM is damaged: ${what}`, {
    hint: 'Run `luaparity setup`, which builds it again, or install the package again.',
    cause,
  })
}

function infoFrom(text: string): FastVmInfo | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  const { sha256, source, lua, emscripten, size } = Object(parsed) as Record<string, unknown>
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return null
  if (typeof source !== 'string' || typeof lua !== 'string' || typeof emscripten !== 'string') return null
  return typeof size === 'number' ? { sha256, source, lua, emscripten, size } : null
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw damaged(`${path} cannot be read: ${messageOf(error)}`, error)
  }
}
