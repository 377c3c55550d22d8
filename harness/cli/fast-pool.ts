import { findFastVm } from '../engines/in-process/fast-vm/artefact.js'
import { WorkerPool } from '../engines/in-process/pool.js'

/**
 * Threads for the fast VM alone, the first of which starts at once: while it does, the configuration and the scripts are
 * read. Null where the VM has not been built. Whoever has them ends them.
 */
export function startFastPool(size: number): WorkerPool | null {
  if (findFastVm() === null) return null
  // No VM that they run keeps its values in JavaScript, so that the heap needs no room for a case.
  return new WorkerPool({ files: new Map() }, { size, ready: 1, heapBytes: 0 })
}
