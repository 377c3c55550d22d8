/* The base library, with LuaJIT's functions and messages; those of tables and numbers are in files of their own. */
#include "environment.h"
#include "fast_vm.h"
#include "lauxlib.h"
#include "lstate.h"
#include "lualib.h"

/*
 * assert(v [, message, ...]): a message that is text gets the position of the call, and ends at its first NUL; where it
 * is none, the error is the last argument.
 */
static int assertion(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_toboolean(L, 1)) return lua_gettop(L);
  if (lua_gettop(L) == 1) return luaL_error(L, "assertion failed!");
  if (lua_isstring(L, 2)) {
    luaL_where(L, 1);
    lua_pushstring(L, lua_tostring(L, 2));
    lua_concat(L, 2);
  }
  return lua_error(L);
}

/* tostring(v): what a metamethod returns is not looked at, and it takes this function's place on the call stack */
static int tostring(lua_State *L) {
  luaL_checkany(L, 1);
  lua_settop(L, 1);
  if (!luaL_getmetafield(L, 1, "__tostring")) {
    luaL_tolstring(L, 1, NULL);
    return 1;
  }
  L->ci->callstatus |= CIST_HIDDEN;
  lua_insert(L, 1);
  lua_callk(L, 1, LUA_MULTRET, 0, lua_gettop);
  return lua_gettop(L);
}

/* error([message [, level]]) */
static int error(lua_State *L) {
  int level = luaL_optint(L, 2, 1);
  lua_settop(L, 1);
  if (lua_isstring(L, 1) && level > 0) {
    luaL_where(L, level);
    lua_insert(L, 1);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

/* The results of a protected call lie above `false` or `true`, which is put in below them. */
static int finish_call(lua_State *L, int succeeded, int below) {
  lua_pushboolean(L, succeeded);
  lua_replace(L, below);
  return lua_gettop(L) - below + 1;
}

static int continue_pcall(lua_State *L) { return finish_call(L, lua_getctx(L, NULL) == LUA_YIELD, 1); }

/* pcall(f, ...) */
static int pcall(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushnil(L);
  lua_insert(L, 1);
  return finish_call(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, continue_pcall) == LUA_OK, 1);
}

static int continue_xpcall(lua_State *L) { return finish_call(L, lua_getctx(L, NULL) == LUA_YIELD, 2); }

/* xpcall(f, handler, ...) */
static int xpcall(lua_State *L) {
  int status;
  luaL_checkany(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_insert(L, 1); /* the handler below the function, and what is now 3 gives way to the first result */
  lua_pushvalue(L, 2);
  lua_replace(L, 3);
  lua_pushnil(L);
  lua_replace(L, 2);
  status = lua_pcallk(L, lua_gettop(L) - 3, LUA_MULTRET, 1, 0, continue_xpcall);
  return finish_call(L, status == LUA_OK, 2);
}

/* Takes the place of the text to be read while Lua reads it, so that it is not collected. */
#define READER_SLOT 5

static const char *read_piece(lua_State *L, void *data, size_t *size) {
  (void)data;
  luaL_checkstack(L, 2, "too many nested functions");
  lua_pushvalue(L, 1);
  lua_call(L, 0, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    *size = 0;
    return NULL;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "reader function must return a string");
  lua_replace(L, READER_SLOT);
  return lua_tolstring(L, READER_SLOT, size);
}

/* load(text or reader [, chunk name [, mode [, environment]]]) and loadstring, which is the same */
static int load(lua_State *L) {
  const char *name = luaL_optstring(L, 2, NULL);
  const char *mode = luaL_optstring(L, 3, NULL);
  int status;
  if (lua_isstring(L, 1)) {
    size_t size;
    const char *text = lua_tolstring(L, 1, &size);
    lua_settop(L, 4);
    status = luaL_loadbufferx(L, text, size, name != NULL ? name : text, mode);
  } else {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, READER_SLOT);
    status = lua_load(L, read_piece, NULL, name != NULL ? name : "=(load)", mode);
  }
  if (status != LUA_OK) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  if (lua_istable(L, 4)) {
    lua_pushvalue(L, 4);
    fv_setfenv(L, -2);
  }
  return 1;
}

/* collectgarbage([option [, number]]) */
static int collectgarbage(lua_State *L) {
  static const char *const names[] = {"stop",     "restart",    "collect",   "count", "step",
                                      "setpause", "setstepmul", "isrunning", NULL};
  static const int options[] = {LUA_GCSTOP, LUA_GCRESTART,  LUA_GCCOLLECT,    LUA_GCCOUNT,
                                LUA_GCSTEP, LUA_GCSETPAUSE, LUA_GCSETSTEPMUL, LUA_GCISRUNNING};
  int option = options[luaL_checkoption(L, 1, "collect", names)];
  int number = luaL_optint(L, 2, 0);
  int result = lua_gc(L, option, number);
  switch (option) {
    case LUA_GCCOUNT: lua_pushnumber(L, result + lua_gc(L, LUA_GCCOUNTB, 0) / 1024.0); break;
    case LUA_GCSTEP:
    case LUA_GCISRUNNING: lua_pushboolean(L, result); break;
    default: lua_pushinteger(L, result); break;
  }
  return 1;
}

/* gcinfo(): kilobytes in use, of Lua 5.0 */
static int gcinfo(lua_State *L) {
  lua_pushinteger(L, lua_gc(L, LUA_GCCOUNT, 0));
  return 1;
}

/* newproxy([true or proxy]): an empty userdata; the upvalue is the set of metatables that were made here */
static int newproxy(lua_State *L) {
  lua_settop(L, 1);
  lua_newuserdata(L, 0);
  if (!lua_toboolean(L, 1)) return 1;
  if (lua_isboolean(L, 1)) {
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_pushboolean(L, 1);
    lua_rawset(L, lua_upvalueindex(1));
  } else {
    if (lua_getmetatable(L, 1)) {
      lua_pushvalue(L, -1);
      lua_rawget(L, lua_upvalueindex(1));
    } else {
      lua_pushnil(L);
    }
    if (!lua_toboolean(L, -1)) luaL_argerror(L, 1, "boolean or proxy expected");
    lua_pop(L, 1);
  }
  lua_setmetatable(L, 2);
  return 1;
}

/* A table whose keys and values do not keep anything alive. */
static void push_weak_table(lua_State *L) {
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setmetatable(L, -2);
  lua_pushliteral(L, "kv");
  lua_setfield(L, -2, "__mode");
}

/* Opens the base library; luaopen_base has put in what is not replaced here. */
int fv_open_base(lua_State *L) {
  static const luaL_Reg functions[] = {{"assert", assertion},
                                       {"collectgarbage", collectgarbage},
                                       {"error", error},
                                       {"gcinfo", gcinfo},
                                       {"load", load},
                                       {"loadstring", load},
                                       {"pcall", pcall},
                                       {"tostring", tostring},
                                       {"xpcall", xpcall},
                                       {NULL, NULL}};
  luaopen_base(L);
  luaL_setfuncs(L, functions, 0);
  fv_open_environment(L);
  push_weak_table(L);
  lua_pushcclosure(L, newproxy, 1);
  lua_setfield(L, -2, "newproxy");
  lua_pushliteral(L, "Lua 5.1");
  lua_setfield(L, -2, "_VERSION");
  lua_pushnil(L);
  lua_setfield(L, -2, "rawlen");
  return 1;
}
