/* The debug library, with LuaJIT's functions, options and messages. */
#include <limits.h>
#include <string.h>

#include "environment.h"
#include "fast_vm.h"
#include "lauxlib.h"
#include "lualib.h"

/* The thread that a function is about: an optional first argument, which moves the others by `*shift`. */
static lua_State *thread_argument(lua_State *L, int *shift) {
  lua_State *thread = lua_tothread(L, 1);
  *shift = thread != NULL;
  return thread != NULL ? thread : L;
}

static int getregistry(lua_State *L) {
  lua_pushvalue(L, LUA_REGISTRYINDEX);
  return 1;
}

static int getmetatable(lua_State *L) {
  luaL_checkany(L, 1);
  if (!lua_getmetatable(L, 1)) lua_pushnil(L);
  return 1;
}

static int setmetatable(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_argcheck(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table expected");
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  lua_pushboolean(L, 1);
  return 1;
}

static int getfenv(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_isfunction(L, 1) || lua_isthread(L, 1)) {
    fv_getfenv(L, 1);
  } else if (lua_type(L, 1) == LUA_TUSERDATA) {
    lua_getuservalue(L, 1);
    if (lua_isnil(L, -1)) fv_push_globals(L);
  } else {
    lua_pushnil(L);
  }
  return 1;
}

static int setfenv(lua_State *L) {
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  if (lua_type(L, 1) == LUA_TUSERDATA) {
    lua_setuservalue(L, 1);
  } else if (!fv_setfenv(L, 1)) {
    return luaL_error(L, "'setfenv' cannot change environment of given object");
  }
  lua_settop(L, 1);
  return 1;
}

static void set_text(lua_State *L, const char *name, const char *text) {
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

static void set_number(lua_State *L, const char *name, int number) {
  lua_pushinteger(L, number);
  lua_setfield(L, -2, name);
}

/* Moves what lua_getinfo pushed below the result into it; it may lie on another thread. */
static void take_field(lua_State *L, lua_State *thread, const char *name) {
  if (thread == L) {
    lua_pushvalue(L, -2);
    lua_remove(L, -3);
  } else {
    lua_xmove(thread, L, 1);
  }
  lua_setfield(L, -2, name);
}

/* getinfo([thread,] function or level [, what]) */
static int getinfo(lua_State *L) {
  lua_Debug info;
  int shift;
  lua_State *thread = thread_argument(L, &shift);
  const char *what = luaL_optstring(L, shift + 2, "flnSu");
  int valid = strpbrk(what, "t>") == NULL; /* 5.2 knows them, LuaJIT does not */
  if (lua_isnumber(L, shift + 1)) {
    if (!lua_getstack(thread, (int)lua_tointeger(L, shift + 1), &info)) {
      lua_pushnil(L);
      return 1;
    }
  } else if (lua_isfunction(L, shift + 1)) {
    what = lua_pushfstring(L, ">%s", what);
    lua_pushvalue(L, shift + 1);
    lua_xmove(L, thread, 1);
  } else {
    luaL_argerror(L, shift + 1, "function or level expected");
  }
  if (!valid || !lua_getinfo(thread, what, &info)) {
    luaL_argerror(L, shift + 2, "invalid option");
  }
  lua_createtable(L, 0, 16);
  if (strchr(what, 'S')) {
    set_text(L, "source", info.source);
    set_text(L, "short_src", info.short_src);
    set_number(L, "linedefined", info.linedefined);
    set_number(L, "lastlinedefined", info.lastlinedefined);
    set_text(L, "what", info.what);
  }
  if (strchr(what, 'l')) set_number(L, "currentline", info.currentline);
  if (strchr(what, 'u')) {
    set_number(L, "nups", info.nups);
    set_number(L, "nparams", info.nparams);
    lua_pushboolean(L, info.isvararg);
    lua_setfield(L, -2, "isvararg");
  }
  if (strchr(what, 'n')) {
    set_text(L, "name", info.name);
    set_text(L, "namewhat", info.namewhat);
  }
  if (strchr(what, 'L')) take_field(L, thread, "activelines");
  if (strchr(what, 'f')) take_field(L, thread, "func");
  return 1;
}

/* Fills in the frame at the level that argument `index` says. */
static void frame_argument(lua_State *L, lua_State *thread, int index, lua_Debug *frame) {
  if (!lua_getstack(thread, luaL_checkint(L, index), frame)) luaL_argerror(L, index, "level out of range");
}

/* The number of a local. The least integer has no opposite, which would be the number of an extra argument. */
static int local_number(lua_State *L, int arg) {
  int number = luaL_checkint(L, arg);
  return number == INT_MIN ? 0 : number;
}

/* getlocal([thread,] level or function, index) */
static int getlocal(lua_State *L) {
  lua_Debug frame;
  int shift;
  lua_State *thread = thread_argument(L, &shift);
  int index = local_number(L, shift + 2);
  const char *name;
  if (lua_isfunction(L, shift + 1)) {
    lua_pushvalue(L, shift + 1);
    lua_pushstring(L, lua_getlocal(L, NULL, index));
    return 1;
  }
  frame_argument(L, thread, shift + 1, &frame);
  name = lua_getlocal(thread, &frame, index);
  if (name == NULL) {
    lua_pushnil(L);
    return 1;
  }
  lua_xmove(thread, L, 1);
  lua_pushstring(L, name);
  lua_pushvalue(L, -2);
  return 2;
}

/* setlocal([thread,] level, index, value) */
static int setlocal(lua_State *L) {
  lua_Debug frame;
  int shift;
  lua_State *thread = thread_argument(L, &shift);
  int index;
  frame_argument(L, thread, shift + 1, &frame);
  luaL_checkany(L, shift + 3);
  index = local_number(L, shift + 2);
  lua_pushvalue(L, shift + 3);
  lua_xmove(L, thread, 1);
  lua_pushstring(L, lua_setlocal(thread, &frame, index));
  return 1;
}

static int getupvalue(lua_State *L) {
  int index = luaL_checkint(L, 2);
  const char *name;
  luaL_checktype(L, 1, LUA_TFUNCTION);
  name = lua_getupvalue(L, 1, index);
  if (name == NULL) return 0;
  lua_pushstring(L, name);
  lua_insert(L, -2);
  return 2;
}

static int setupvalue(lua_State *L) {
  int index;
  const char *name;
  luaL_checkany(L, 3);
  index = luaL_checkint(L, 2);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 3);
  name = lua_setupvalue(L, 1, index);
  if (name == NULL) return 0;
  lua_pushstring(L, name);
  return 1;
}

/* The upvalue that two arguments mean: a function and an index. */
static int upvalue_argument(lua_State *L, int index) {
  lua_Debug info;
  int upvalue = luaL_checkint(L, index + 1);
  lua_pushvalue(L, index);
  lua_getinfo(L, ">u", &info);
  if (upvalue < 1 || upvalue > info.nups) luaL_argerror(L, index + 1, "index out of range");
  return upvalue;
}

static int upvalueid(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_pushlightuserdata(L, lua_upvalueid(L, 1, upvalue_argument(L, 1)));
  return 1;
}

static int upvaluejoin(lua_State *L) {
  int upvalues[2];
  int i;
  for (i = 0; i < 2; i++) {
    luaL_checktype(L, 2 * i + 1, LUA_TFUNCTION);
    luaL_argcheck(L, !lua_iscfunction(L, 2 * i + 1), 2 * i + 1, "Lua function expected");
    upvalues[i] = upvalue_argument(L, 2 * i + 1);
  }
  lua_upvaluejoin(L, 1, upvalues[0], 3, upvalues[1]);
  return 0;
}

/* The key of the hook function in the registry. */
static const char hook_key = 'h';

/* Calls the function that a script gave as a hook. */
static void call_hook(lua_State *L, lua_Debug *event) {
  static const char *const names[] = {"call", "return", "line", "count", "tail return"};
  lua_rawgetp(L, LUA_REGISTRYINDEX, &hook_key);
  if (!lua_isfunction(L, -1)) return;
  lua_pushstring(L, names[event->event]);
  if (event->currentline >= 0) {
    lua_pushinteger(L, event->currentline);
  } else {
    lua_pushnil(L);
  }
  lua_call(L, 2, 0);
}

/* sethook([thread,] hook, mask [, count]): one hook, whatever the thread; others take it when they are made */
static int sethook(lua_State *L) {
  int shift, count = 0, mask = 0;
  lua_Hook hook = NULL;
  thread_argument(L, &shift);
  if (lua_isnoneornil(L, shift + 1)) {
    lua_settop(L, shift + 1);
  } else {
    const char *events = luaL_checkstring(L, shift + 2);
    luaL_checktype(L, shift + 1, LUA_TFUNCTION);
    count = luaL_optint(L, shift + 3, 0);
    hook = call_hook;
    if (strchr(events, 'c')) mask |= LUA_MASKCALL;
    if (strchr(events, 'r')) mask |= LUA_MASKRET;
    if (strchr(events, 'l')) mask |= LUA_MASKLINE;
    if (count > 0) mask |= LUA_MASKCOUNT;
  }
  lua_pushvalue(L, shift + 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &hook_key);
  lua_sethook(L, hook, mask, count);
  return 0;
}

/* gethook(): hook, mask, count */
static int gethook(lua_State *L) {
  int mask = lua_gethookmask(L);
  char events[4];
  int i = 0;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &hook_key);
  if (mask & LUA_MASKCALL) events[i++] = 'c';
  if (mask & LUA_MASKRET) events[i++] = 'r';
  if (mask & LUA_MASKLINE) events[i++] = 'l';
  lua_pushlstring(L, events, (size_t)i);
  lua_pushinteger(L, lua_gethookcount(L));
  return 3;
}

/* traceback([thread,] [message [, level]]): a message that is no text comes back as it is */
static int traceback(lua_State *L) {
  int shift;
  lua_State *thread = thread_argument(L, &shift);
  const char *message = lua_tostring(L, shift + 1);
  if (message == NULL && !lua_isnone(L, shift + 1)) {
    lua_settop(L, shift + 1);
  } else {
    luaL_traceback(L, thread, message, luaL_optint(L, shift + 2, thread == L));
  }
  return 1;
}

int luaopen_debug(lua_State *L) {
  static const luaL_Reg functions[] = {{"getfenv", getfenv},
                                       {"gethook", gethook},
                                       {"getinfo", getinfo},
                                       {"getlocal", getlocal},
                                       {"getmetatable", getmetatable},
                                       {"getregistry", getregistry},
                                       {"getupvalue", getupvalue},
                                       {"setfenv", setfenv},
                                       {"sethook", sethook},
                                       {"setlocal", setlocal},
                                       {"setmetatable", setmetatable},
                                       {"setupvalue", setupvalue},
                                       {"traceback", traceback},
                                       {"upvalueid", upvalueid},
                                       {"upvaluejoin", upvaluejoin},
                                       {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}
