import { type FastVm, findFastVm, loadFastVm } from '../engines/in-process/fast-vm/artefact.js'
import { isStale } from '../engines/in-process/fast-vm/sources.js'
import { messageOf } from '../errors.js'

/** Where the fast VM comes from and goes to; by default as in this package. */
export interface FastVmPlace {
  /** Absolute path of a folder with a `Dockerfile`, `build.sh`, `patches/` and `src/`. */
  sourceFolder?: string
  /** Absolute path of the folder for the module. */
  folder?: string
}

/** What there is of the fast VM. */
export type FastVmState =
  | { kind: 'current'; vm: FastVm }
  /** Made from other sources than there are now; it works all the same. */
  | { kind: 'stale'; vm: FastVm }
  | { kind: 'missing' }
  | { kind: 'damaged'; reason: string }

/** Looks at the fast VM that has been built here, with its SHA-256, and at its sources. Needs no Docker engine. */
export async function fastVmState({ sourceFolder, folder }: FastVmPlace = {}): Promise<FastVmState> {
  try {
    const vm = findFastVm(folder)
    if (vm === null) return { kind: 'missing' }
    await loadFastVm(folder)
    return (await isStale(vm, sourceFolder)) ? { kind: 'stale', vm } : { kind: 'current', vm }
  } catch (error) {
    return { kind: 'damaged', reason: messageOf(error) }
  }
}
