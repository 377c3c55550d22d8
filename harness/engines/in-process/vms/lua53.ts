import fengari from 'fengari'
import type { Vm, VmBindings, VmFactory } from '../vm.js'

const { lua, lauxlib, lualib, to_luastring: toLuaString } = fengari

/**
 * Lua 5.3 in plain JavaScript (npm fengari), with integers of 32 bits and no memory cap of its own:
 * the worker's heap limit is the cap. Its `os` and `io` act on the host; the prelude replaces them
 * before any script is loaded, and what the prelude does not replace is taken away here.
 */
export const lua53: VmFactory = {
  async create({ emit, fetch }: VmBindings): Promise<Vm> {
    const L = newState()
    lua.lua_pushcfunction(L, (state) => {
      emit(lua.lua_tojsstring(state, 1))
      return 0
    })
    lua.lua_setglobal(L, toLuaString('__luaparity_emit'))
    lua.lua_pushcfunction(L, (state) => {
      const text = fetch(lua.lua_tojsstring(state, 1))
      if (text === undefined) lua.lua_pushnil(state)
      else lua.lua_pushstring(state, toLuaString(text))
      return 1
    })
    lua.lua_setglobal(L, toLuaString('__luaparity_fetch'))
    return {
      run(program) {
        const bytes = toLuaString(program)
        const status =
          lauxlib.luaL_loadbuffer(L, bytes, bytes.length, toLuaString('=[luaparity]')) ||
          lua.lua_pcall(L, 0, 0, 0)
        if (status !== lua.LUA_OK) throw new Error(lua.lua_tojsstring(L, -1))
      },
    }
  },
  async version() {
    const L = newState()
    lua.lua_getglobal(L, toLuaString('_VERSION'))
    return `${lua.lua_tojsstring(L, -1)} (fengari)`
  },
}

/** Of `os`, nothing but the clock readings stays; the prelude puts its own library in place. */
const HARMLESS_OS = ['clock', 'date', 'difftime', 'time']

function newState() {
  const L = lauxlib.luaL_newstate()
  lualib.luaL_openlibs(L)
  const keep = HARMLESS_OS.map((name) => `${name}=os.${name}`).join(',')
  const strip = `os={${keep}} package.loaded.os=os io=nil package.loaded.io=nil package.loadlib=nil
    local registry=debug.getregistry() registry._IO_input=nil registry._IO_output=nil`
  if (lauxlib.luaL_dostring(L, toLuaString(strip))) throw new Error(lua.lua_tojsstring(L, -1))
  return L
}
