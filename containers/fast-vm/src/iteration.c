/* next, pairs and ipairs: without metamethods, as LuaJIT is built without those of 5.2. */
#include "iteration.h"

#include "arguments.h"
#include "int64.h"

int fv_unordered;

int fv_has_iterated(lua_State *L) {
  lua_pushboolean(L, fv_unordered);
  return 1;
}

int fv_next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (lua_next(L, 1)) return 2;
  lua_pushnil(L);
  return 1;
}

int fv_pairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_type(L, 1) == LUA_TCDATA) return fv_int64_no_iterator(L, "__pairs");
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_pushcfunction(L, fv_next);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

/* One step of ipairs; at the end it returns nothing. */
int fv_ipairs_step(lua_State *L) {
  int i;
  luaL_checktype(L, 1, LUA_TTABLE);
  i = (int)(fv_check_int(L, 2) + 1u);
  lua_pushinteger(L, i);
  lua_rawgeti(L, 1, i);
  return lua_isnil(L, -1) ? 0 : 2;
}

int fv_ipairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_type(L, 1) == LUA_TCDATA) return fv_int64_no_iterator(L, "__ipairs");
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_pushcfunction(L, fv_ipairs_step);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}
