import { expect, test } from 'vitest'
import { loadFastVmSync } from '../../../../harness/engines/in-process/fast-vm/artefact.js'
import { describeFastVm } from '../../../fast-vm.js'

/** Everything the module can reach outside its own memory. */
const IMPORTS = [
  // What it does: hand over events, say that it is still at work, ask for the time.
  'host.clock',
  'host.tick',
  'host.write',
  // What Emscripten's C library wants: told that memory grew, and a way out that is never taken.
  'env.emscripten_notify_memory_growth',
  'wasi_snapshot_preview1.proc_exit',
]

describeFastVm('the module of the fast VM', () => {
  test('imports nothing but what the host gives on purpose', () => {
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(loadFastVmSync()))
    expect(imports.map(({ module, name }) => `${module}.${name}`).sort()).toEqual([...IMPORTS].sort())
    expect(imports.every(({ kind }) => kind === 'function')).toBe(true)
  })
})
