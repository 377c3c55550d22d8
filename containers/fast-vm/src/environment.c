/*
 * getfenv and setfenv. The environment of a Lua function is its first upvalue, which functions share with the one
 * that made them until it is replaced; a thread has one for the chunks that it loads.
 */
#include "environment.h"

#include "lapi.h"
#include "lauxlib.h"
#include "lfunc.h"
#include "lgc.h"
#include "lobject.h"
#include "lstate.h"

/* The Lua function at an index of the running C function's stack, or NULL. */
static LClosure *lua_function(lua_State *L, int index) {
  const TValue *value = L->ci->func + lua_absindex(L, index);
  return ttisLclosure(value) ? clLvalue(value) : NULL;
}

static void push_table(lua_State *L, Table *table) {
  sethvalue(L, L->top, table);
  api_incr_top(L);
}

void fv_push_globals(lua_State *L) { push_table(L, L->env); }

void fv_getfenv(lua_State *L, int index) {
  LClosure *function = lua_function(L, index);
  lua_State *thread = lua_tothread(L, index);
  if (thread == NULL) thread = L;
  push_table(L, function != NULL ? hvalue(function->upvals[0]->v) : thread->env);
}

int fv_setfenv(lua_State *L, int index) {
  LClosure *function = lua_function(L, index);
  lua_State *thread = lua_tothread(L, index);
  UpVal *environment;
  if (thread != NULL) {
    thread->env = hvalue(L->top - 1); /* no barrier: a thread is never black */
    lua_pop(L, 1);
    return 1;
  }
  if (function == NULL) return 0;
  environment = luaF_newupval(L); /* a new one: others may hold the old one */
  setobj(L, environment->v, L->top - 1);
  function->upvals[0] = environment;
  luaC_objbarrier(L, function, environment);
  lua_pop(L, 1);
  return 1;
}

int fv_push_function(lua_State *L, int level) {
  lua_Debug at;
  if (!lua_getstack(L, level, &at)) return 0;
  lua_getinfo(L, "f", &at);
  return 1;
}

/* The function that argument 1 means: itself, or the one at that level. Left on top of the stack. */
static void function_argument(lua_State *L, int level) {
  if (lua_isfunction(L, 1)) {
    lua_pushvalue(L, 1);
  } else if (!fv_push_function(L, level)) {
    luaL_argerror(L, 1, "invalid level");
  }
}

/* getfenv([f]) */
static int getfenv(lua_State *L) {
  function_argument(L, lua_isfunction(L, 1) ? 0 : luaL_optint(L, 1, 1));
  fv_getfenv(L, -1);
  return 1;
}

/* setfenv(f, table): level 0 is the thread */
static int setfenv(lua_State *L) {
  int level = 0;
  luaL_checktype(L, 2, LUA_TTABLE);
  if (!lua_isfunction(L, 1)) {
    level = luaL_checkint(L, 1);
    if (level == 0) {
      L->env = hvalue(L->ci->func + 2); /* no barrier, as above */
      return 0;
    }
  }
  function_argument(L, level);
  lua_pushvalue(L, 2);
  if (!fv_setfenv(L, -2)) return luaL_error(L, "'setfenv' cannot change environment of given object");
  return 1;
}

void fv_open_environment(lua_State *L) {
  static const luaL_Reg functions[] = {{"getfenv", getfenv}, {"setfenv", setfenv}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
