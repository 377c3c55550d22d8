import { LuaFactory } from 'wasmoon'
import type { Vm, VmBindings, VmFactory } from '../vm.js'

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
