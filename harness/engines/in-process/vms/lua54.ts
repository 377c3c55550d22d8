import { LuaFactory } from 'wasmoon'
import type { Vm, VmBindings, VmFactory } from '../vm.js'

// The VM's own handles on the standard streams, which the prelude does not know of.
const SEAL = 'local registry = debug.getregistry() registry._IO_input, registry._IO_output = nil, nil'

/** PUC Lua 5.4 compiled to WebAssembly (npm wasmoon). */
export const lua54: VmFactory = {
  async create({ emit, fetch, memoryBytes }: VmBindings): Promise<Vm> {
    // A factory holds one WebAssembly instance, which a trap may leave damaged: never shared.
    const lua = await new LuaFactory().createEngine({
      injectObjects: false,
      enableProxy: false,
      traceAllocations: true,
    })
    lua.global.setMemoryMax(memoryBytes)
    lua.global.set('__luaparity_emit', emit)
    lua.global.set('__luaparity_fetch', fetch)
    lua.doStringSync(SEAL)
    return {
      run(program) {
        lua.global.loadString(program, '=[luaparity]')
        lua.global.runSync()
      },
    }
  },
  async version() {
    const lua = await new LuaFactory().createEngine()
    return `${lua.doStringSync('return _VERSION')} (wasmoon)`
  },
}
