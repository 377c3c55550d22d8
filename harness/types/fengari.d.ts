// The part of fengari's API that is used; the package brings no types.
declare module 'fengari' {
  export type LuaState = { readonly __lua: unique symbol }
  type LuaString = Uint8Array
  interface Fengari {
    FENGARI_VERSION: string
    to_luastring(text: string): LuaString
    lua: {
      LUA_OK: number
      lua_getglobal(L: LuaState, name: LuaString): number
      lua_pcall(L: LuaState, arguments_: number, results: number, handler: number): number
      lua_pushcfunction(L: LuaState, call: (L: LuaState) => number): void
      lua_pushnil(L: LuaState): void
      lua_pushstring(L: LuaState, text: LuaString): void
      lua_setglobal(L: LuaState, name: LuaString): void
      lua_tojsstring(L: LuaState, index: number): string
    }
    lauxlib: {
      luaL_newstate(): LuaState
      luaL_dostring(L: LuaState, code: LuaString): number
      luaL_loadbuffer(L: LuaState, code: LuaString, size: number, name: LuaString): number
    }
    lualib: { luaL_openlibs(L: LuaState): void }
  }
  const fengari: Fengari
  export default fengari
}
