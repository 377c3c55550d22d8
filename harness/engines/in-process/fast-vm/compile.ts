import { setFlagsFromString } from 'node:v8'

// Compiling a function of a VM once more, for speed, takes some 10 ms of a processor, and the V8 of Node 20 begins with it
// after as many of running. Where a run is over in a tenth of a second, that is what would take the longest; it is worth it
// after this much. Newer ones wait longer by themselves.
const BUDGET = 200_000_000
const USUAL_BUDGETS: Readonly<Record<string, number>> = { '11.3': 1_800_000 }

/** Compiles the fast VM's module, for as many threads as it is given to. */
export function compileFastVm(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  const usual = USUAL_BUDGETS[process.versions.v8.split('.', 2).join('.')]
  if (usual === undefined) return new WebAssembly.Module(bytes)
  setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`)
  try {
    return new WebAssembly.Module(bytes)
  } finally {
    // With any flag other than usual, V8 takes nothing that was compiled beforehand: a thread would start much slower.
    setFlagsFromString(`--wasm-tiering-budget=${usual}`)
  }
}
