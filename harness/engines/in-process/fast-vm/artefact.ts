import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../package-root.js'

const WASM = join(packageRoot, 'dist', 'fast-vm', 'fast-vm.wasm')

/** The built module; null when it has not been built. */
export function findFastVm(): { path: string; sha256: string } | null {
  if (!existsSync(WASM)) return null
  return { path: WASM, sha256: createHash('sha256').update(readFileSync(WASM)).digest('hex') }
}

/** The bytes of the module. */
export function loadFastVm(): Uint8Array {
  return readFileSync(WASM)
}
