/* The names of the jit library do what they do under `luajit -joff`, but for compiling: nothing has an effect. */
#include "jit.h"

#include <string.h>

#include "lauxlib.h"

/* What jit.on and jit.off switch; jit.status reports it. */
static int is_on = 0;

/* Optimisations, in the order in which jit.status lists them, and the lowest level that turns each on. */
static const struct {
  const char *name;
  int level;
} optimisations[] = {{"fold", 1}, {"cse", 1}, {"dce", 1}, {"fwd", 3}, {"dse", 3},
                     {"narrow", 2}, {"loop", 2}, {"abc", 3}, {"sink", 3}, {"fuse", 3}};
#define OPTIMISATIONS (sizeof optimisations / sizeof *optimisations)
static int enabled[OPTIMISATIONS] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

static const char *const parameters[] = {
    "maxtrace",   "maxrecord",  "maxirconst", "maxside",   "maxsnap",   "minstitch", "hotloop", "hotexit", "tryside",
    "instunroll", "loopunroll", "callunroll", "recunroll", "sizemcode", "maxmcode",
};

static int no_function(lua_State *L) {
  return luaL_argerror(L, 1, lua_pushfstring(L, "function expected, got %s", luaL_typename(L, 1)));
}

/* Whether the argument stands for one Lua function, which is what can be compiled: itself, or true for the caller. */
static int is_lua_function(lua_State *L) {
  lua_Debug caller;
  if (lua_isfunction(L, 1)) return !lua_iscfunction(L, 1);
  if (!lua_isboolean(L, 1) || !lua_toboolean(L, 1)) return 0;
  return lua_getstack(L, 1, &caller) && lua_getinfo(L, "S", &caller) && strcmp(caller.what, "C") != 0;
}

/* True if the whole engine is meant, not one function. */
static int whole_engine(lua_State *L) {
  if (lua_isnoneornil(L, 1)) return 1;
  if (!is_lua_function(L)) no_function(L);
  return 0;
}

static int on(lua_State *L) {
  if (whole_engine(L)) is_on = 1;
  return 0;
}

static int off(lua_State *L) {
  if (whole_engine(L)) is_on = 0;
  return 0;
}

/* Also takes the number of a trace; there are none. */
static int flush(lua_State *L) {
  if (lua_type(L, 1) != LUA_TNUMBER) whole_engine(L);
  return 0;
}

static int status(lua_State *L) {
  size_t i;
  luaL_checkstack(L, OPTIMISATIONS + 1, NULL);
  lua_settop(L, 0);
  lua_pushboolean(L, is_on);
  for (i = 0; i < OPTIMISATIONS; i++) {
    if (enabled[i]) lua_pushstring(L, optimisations[i].name);
  }
  return lua_gettop(L);
}

static int security(lua_State *L) {
  static const char *const modes[] = {"prng", "strhash", "strid", "mcode", NULL};
  luaL_checkoption(L, 1, NULL, modes);
  lua_pushinteger(L, 1);
  return 1;
}

/* Events of the compiler never come. */
static int attach(lua_State *L) {
  if (!lua_isfunction(L, 1)) no_function(L);
  luaL_optstring(L, 2, NULL);
  return 0;
}

static int is_level(const char *option) {
  size_t i;
  if (option[0] < '0' || option[0] > '9' || option[1] != '\0') return 0;
  for (i = 0; i < OPTIMISATIONS; i++) enabled[i] = option[0] - '0' >= optimisations[i].level;
  return 1;
}

/* fold, +fold, -fold, nofold or no-fold. */
static int is_optimisation(const char *option) {
  int enable = 1;
  size_t i;
  if (*option == '+') {
    option++;
  } else if (*option == '-') {
    enable = 0;
    option++;
  } else if (strncmp(option, "no", 2) == 0) {
    enable = 0;
    option += option[2] == '-' ? 3 : 2;
  }
  for (i = 0; i < OPTIMISATIONS; i++) {
    if (strcmp(option, optimisations[i].name) != 0) continue;
    enabled[i] = enable;
    return 1;
  }
  return 0;
}

/* hotloop=56 and the like. */
static int is_parameter(const char *option) {
  size_t i, length = strcspn(option, "=");
  if (option[length] == '\0' || option[length + 1 + strspn(option + length + 1, "0123456789")] != '\0') return 0;
  for (i = 0; i < sizeof parameters / sizeof *parameters; i++) {
    if (strlen(parameters[i]) == length && memcmp(parameters[i], option, length) == 0) return 1;
  }
  return 0;
}

static int opt_start(lua_State *L) {
  int i, count = lua_gettop(L);
  if (count == 0) is_level("3");
  for (i = 1; i <= count; i++) {
    const char *option = luaL_checkstring(L, i);
    if (is_level(option) || is_optimisation(option) || is_parameter(option)) continue;
    return luaL_error(L, "unknown or malformed optimization flag " LUA_QS, option);
  }
  return 0;
}

static const luaL_Reg functions[] = {
    {"on", on}, {"off", off}, {"flush", flush}, {"status", status}, {"security", security}, {"attach", attach},
    {NULL, NULL},
};

/* The versions are those of the LuaJIT that this VM is held against. */
int fv_open_jit(lua_State *L) {
  luaL_newlib(L, functions);
  lua_pushliteral(L, "Linux");
  lua_setfield(L, -2, "os");
  lua_pushliteral(L, "x64");
  lua_setfield(L, -2, "arch");
  lua_pushinteger(L, 20100);
  lua_setfield(L, -2, "version_num");
  lua_pushliteral(L, "LuaJIT 2.1.0-beta3");
  lua_setfield(L, -2, "version");
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, opt_start);
  lua_setfield(L, -2, "start");
  luaL_getsubtable(L, LUA_REGISTRYINDEX, "_LOADED");
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, "jit.opt"); /* require finds it, though it is no global */
  lua_pop(L, 1);
  lua_setfield(L, -2, "opt");
  return 1;
}
