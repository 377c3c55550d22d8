#include "unsupported.h"

#include <string.h>

#include "lauxlib.h"

const char *fv_unsupported;

/* Longer messages are cut: the error itself carries the whole text. */
static char noted[256];

void fv_note_unsupported(const char *message) {
  if (fv_unsupported != NULL) return;
  strncpy(noted, message, sizeof noted - 1);
  fv_unsupported = noted;
}

int fv_raise_unsupported(lua_State *L, int level, const char *what) {
  luaL_where(L, level);
  lua_pushfstring(L, FV_UNSUPPORTED "%s", what);
  lua_concat(L, 2);
  fv_note_unsupported(lua_tostring(L, -1));
  return lua_error(L);
}

static const struct {
  const char *name, *why;
} modules[] = {
    {"ffi", "needs the C types, libraries and memory of LuaJIT's own process"},
    {"jit.util", "looks into LuaJIT's compiler"},
    {"jit.profile", "looks into LuaJIT's compiler"},
};

/* The loader of one of them, called by require, which the script called. */
static int load(lua_State *L) {
  int i = (int)lua_tointeger(L, lua_upvalueindex(1));
  return fv_raise_unsupported(L, 2, lua_pushfstring(L, "the module " LUA_QS " %s", modules[i].name, modules[i].why));
}

void fv_open_unsupported(lua_State *L) {
  size_t i;
  luaL_getsubtable(L, LUA_REGISTRYINDEX, "_PRELOAD");
  for (i = 0; i < sizeof modules / sizeof *modules; i++) {
    lua_pushinteger(L, (lua_Integer)i);
    lua_pushcclosure(L, load, 1);
    lua_setfield(L, -2, modules[i].name);
  }
  lua_pop(L, 1);
}

int fv_lua_unsupported(lua_State *L) {
  if (!lua_isnoneornil(L, 1)) fv_note_unsupported(luaL_checkstring(L, 1));
  if (fv_unsupported == NULL) return 0;
  lua_pushstring(L, fv_unsupported);
  return 1;
}
