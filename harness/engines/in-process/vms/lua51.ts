import { Lua } from 'wasmoon-lua5.1'
import type { Vm, VmBindings, VmFactory } from '../vm.js'

// Handing over a function gives every function of the VM a metatable of the binding's, with which
// `f.x` is no error and `tostring(f)` throws in JavaScript.
const PLAIN_FUNCTIONS = 'debug.setmetatable(print, nil)'

/** PUC Lua 5.1 compiled to WebAssembly (npm wasmoon-lua5.1). */
export const lua51: VmFactory = {
  async create({ emit, fetch, memoryBytes }: VmBindings): Promise<Vm> {
    const lua = await Lua.create({ injectObjects: false, enableProxy: false, traceAllocations: true })
    lua.global.setMemoryMax(memoryBytes)
    lua.global.set('__luaparity_emit', emit)
    lua.global.set('__luaparity_fetch', fetch)
    lua.doStringSync(PLAIN_FUNCTIONS)
    return {
      run(program) {
        lua.global.loadString(program, '=[luaparity]')
        lua.global.runSync()
      },
    }
  },
  async version() {
    const lua = await Lua.create()
    return `${lua.doStringSync('return _VERSION')} (wasmoon-lua5.1)`
  },
}
