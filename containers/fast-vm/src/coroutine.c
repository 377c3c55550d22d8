/* The coroutine library, with LuaJIT's functions and messages. */
#include "fast_vm.h"
#include "lauxlib.h"
#include "lstate.h"
#include "lualib.h"

static lua_State *coroutine_argument(lua_State *L) {
  lua_State *co = lua_tothread(L, 1);
  luaL_argcheck(L, co != NULL, 1, "coroutine expected");
  return co;
}

/* What coroutine.status says, but "running" for `L` itself. */
static const char *status_of(lua_State *L, lua_State *co) {
  lua_Debug frame;
  if (L == co) return "running";
  switch (lua_status(co)) {
    case LUA_YIELD: return "suspended";
    case LUA_OK:
      if (lua_getstack(co, 0, &frame)) return "normal";
      return lua_gettop(co) == 0 ? "dead" : "suspended";
    default: return "dead";
  }
}

/* Resumes with the `count` values on top; -1 and a message, or the number of results, which are moved over. */
static int resume_with(lua_State *L, lua_State *co, int count) {
  const char *status = status_of(L, co);
  int status_code;
  if (*status == 'd') {
    lua_pushliteral(L, "cannot resume dead coroutine");
    return -1;
  }
  if (*status != 's') {
    lua_pushliteral(L, "cannot resume running coroutine");
    return -1;
  }
  if (!lua_checkstack(co, count)) {
    lua_pushliteral(L, "stack overflow");
    return -1;
  }
  lua_xmove(L, co, count);
  status_code = lua_resume(co, L, count);
  count = lua_gettop(co);
  if (status_code != LUA_OK && status_code != LUA_YIELD) {
    lua_xmove(co, L, 1);
    return -1;
  }
  if (!lua_checkstack(L, count + 1)) {
    lua_pop(co, count);
    lua_pushliteral(L, "stack overflow");
    return -1;
  }
  lua_xmove(co, L, count);
  return count;
}

static int create(lua_State *L) {
  lua_State *co;
  luaL_checktype(L, 1, LUA_TFUNCTION);
  co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  return 1;
}

static int resume(lua_State *L) {
  lua_State *co = coroutine_argument(L);
  int results = resume_with(L, co, lua_gettop(L) - 1);
  lua_pushboolean(L, results >= 0);
  if (results < 0) results = 1;
  lua_insert(L, -1 - results);
  return results + 1;
}

/* What coroutine.wrap returns. An error that is a string gets the position of the call, and ends at its first NUL. */
static int wrapped(lua_State *L) {
  int results = resume_with(L, lua_tothread(L, lua_upvalueindex(1)), lua_gettop(L));
  if (results >= 0) return results;
  if (lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_pushstring(L, lua_tostring(L, -2));
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int wrap(lua_State *L) {
  create(L);
  lua_pushcclosure(L, wrapped, 1);
  return 1;
}

static int can_yield(lua_State *L) { return L->nny == 0; }

static int yield(lua_State *L) {
  if (!can_yield(L)) return luaL_error(L, "attempt to yield across C-call boundary");
  return lua_yield(L, lua_gettop(L));
}

static int status(lua_State *L) {
  lua_pushstring(L, status_of(L, coroutine_argument(L)));
  return 1;
}

/* running(): nil on the main thread, as in 5.1 */
static int running(lua_State *L) {
  if (lua_pushthread(L)) lua_pushnil(L);
  return 1;
}

static int isyieldable(lua_State *L) {
  lua_pushboolean(L, can_yield(L));
  return 1;
}

int luaopen_coroutine(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"create", create}, {"isyieldable", isyieldable}, {"resume", resume}, {"running", running},
      {"status", status}, {"wrap", wrap},               {"yield", yield},   {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}
