import type { FastVm } from '../engines/in-process/fast-vm/artefact.js'

/** How a fast VM is called in messages: by the beginning of its SHA-256. */
export function nameOfFastVm({ sha256 }: FastVm): string {
  return `fast VM ${sha256.slice(0, 12)}`
}
