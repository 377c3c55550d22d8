/* Which libraries there are: LuaJIT's, without those that reach the host (io, os), which the prelude provides. */
#include "bit.h"
#include "buffer.h"
#include "fast_vm.h"
#include "int64.h"
#include "jit.h"
#include "unsupported.h"
#include "lauxlib.h"
#include "lualib.h"

static const luaL_Reg libraries[] = {
    {"_G", fv_open_base},
    {LUA_LOADLIBNAME, fv_open_package},
    {LUA_COLIBNAME, luaopen_coroutine},
    {LUA_TABLIBNAME, luaopen_table},
    {LUA_STRLIBNAME, luaopen_string},
    {LUA_MATHLIBNAME, luaopen_math},
    {LUA_DBLIBNAME, luaopen_debug},
    {"bit", fv_open_bit},
    {"jit", fv_open_jit},
};

LUALIB_API void luaL_openlibs(lua_State *L) {
  size_t i;
  for (i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
    lua_pop(L, 1);
  }
  fv_open_int64(L);
  fv_open_unsupported(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, "_PRELOAD");
  lua_pushcfunction(L, fv_open_buffer);
  lua_setfield(L, -2, "string.buffer");
  lua_pop(L, 1);
}
