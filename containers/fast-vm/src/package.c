/* The package library without files: require, module and the loader of package.preload. The prelude adds the rest. */
#include <string.h>

#include "environment.h"
#include "fast_vm.h"
#include "lauxlib.h"
#include "lualib.h"

/* What package.loaded holds while a module is loaded. */
static const char loading[] = "loading";

/* The package table is the upvalue of its functions. */
static void push_field(lua_State *L, const char *name) {
  lua_getfield(L, lua_upvalueindex(1), name);
  if (!lua_istable(L, -1)) luaL_error(L, "'package.%s' must be a table", name);
}

static int load_preloaded(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  push_field(L, "preload");
  lua_getfield(L, -1, name);
  if (lua_isnil(L, -1)) lua_pushfstring(L, "\n\tno field package.preload['%s']", name);
  return 1;
}

/* Leaves the function that loads a module on top of the stack, or raises what every loader said. */
static void push_loader(lua_State *L, const char *name) {
  int i;
  push_field(L, "loaders");
  lua_pushliteral(L, ""); /* the messages so far */
  for (i = 1;; i++) {
    lua_rawgeti(L, -2, i);
    if (lua_isnil(L, -1)) luaL_error(L, "module '%s' not found:%s", name, lua_tostring(L, -2));
    lua_pushstring(L, name);
    lua_call(L, 1, 1);
    if (lua_isfunction(L, -1)) return;
    if (lua_isstring(L, -1)) {
      lua_concat(L, 2);
    } else {
      lua_pop(L, 1);
    }
  }
}

static int is_loading(lua_State *L, int index) { return lua_touserdata(L, index) == (void *)loading; }

/* require(name) */
static int require(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  lua_getfield(L, LUA_REGISTRYINDEX, "_LOADED");
  lua_getfield(L, 2, name);
  if (lua_toboolean(L, -1)) {
    if (is_loading(L, -1)) luaL_error(L, "loop or previous error loading module '%s'", name);
    return 1;
  }
  push_loader(L, name);
  lua_pushlightuserdata(L, (void *)loading);
  lua_setfield(L, 2, name);
  lua_pushstring(L, name);
  lua_call(L, 1, 1);
  if (!lua_isnil(L, -1)) lua_setfield(L, 2, name);
  lua_getfield(L, 2, name);
  if (is_loading(L, -1)) {
    lua_pushboolean(L, 1);
    lua_pushvalue(L, -1);
    lua_setfield(L, 2, name);
  }
  return 1;
}

/* Pushes the table of a module: that of package.loaded, or one made along the global names. */
static void push_module(lua_State *L, const char *name) {
  const char *start = name, *dot;
  lua_getfield(L, LUA_REGISTRYINDEX, "_LOADED");
  lua_getfield(L, -1, name);
  if (!lua_istable(L, -1)) {
    lua_pop(L, 1);
    fv_push_globals(L);
    do {
      dot = strchr(start, '.');
      if (dot == NULL) dot = start + strlen(start);
      lua_pushlstring(L, start, (size_t)(dot - start));
      lua_rawget(L, -2);
      if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_newtable(L);
        lua_pushlstring(L, start, (size_t)(dot - start));
        lua_pushvalue(L, -2);
        lua_settable(L, -4);
      } else if (!lua_istable(L, -1)) {
        luaL_error(L, "name conflict for module '%s'", name);
      }
      lua_remove(L, -2);
      start = dot + 1;
    } while (*dot == '.');
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, name);
  }
  lua_remove(L, -2);
}

/* Sets _M, _NAME and _PACKAGE (the name up to its last dot) of the table on top, unless that was done before. */
static void describe_module(lua_State *L, const char *name) {
  const char *dot = strrchr(name, '.');
  lua_getfield(L, -1, "_NAME");
  if (lua_isnil(L, -1)) {
    lua_pushvalue(L, -2);
    lua_setfield(L, -3, "_M");
    lua_pushstring(L, name);
    lua_setfield(L, -3, "_NAME");
    lua_pushlstring(L, name, dot == NULL ? 0 : (size_t)(dot + 1 - name));
    lua_setfield(L, -3, "_PACKAGE");
  }
  lua_pop(L, 1);
}

/* module(name [, option, ...]): the caller's environment becomes the module */
static int module(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  int last = lua_gettop(L);
  int i;
  push_module(L, name);
  describe_module(L, name);
  if (!fv_push_function(L, 1) || lua_iscfunction(L, -1)) luaL_error(L, "'module' not called from a Lua function");
  lua_pushvalue(L, -2);
  fv_setfenv(L, -2);
  lua_pop(L, 1);
  for (i = 2; i <= last; i++) {
    lua_pushvalue(L, i);
    lua_pushvalue(L, -2);
    lua_call(L, 1, 0);
  }
  return 0;
}

/* package.seeall(module): it inherits the globals */
static int seeall(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  if (!lua_getmetatable(L, 1)) {
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, -1);
    lua_setmetatable(L, 1);
  }
  fv_push_globals(L);
  lua_setfield(L, -2, "__index");
  return 0;
}

/* package.searchpath(name, path): there are no files */
static int searchpath(lua_State *L) {
  luaL_checkstring(L, 1);
  luaL_checkstring(L, 2);
  lua_pushnil(L);
  lua_pushliteral(L, "");
  return 2;
}

/* package.loadlib(path, name) */
static int loadlib(lua_State *L) {
  luaL_checkstring(L, 1);
  luaL_checkstring(L, 2);
  lua_pushnil(L);
  lua_pushliteral(L, "dynamic libraries not enabled; no support for target OS");
  lua_pushliteral(L, "absent");
  return 3;
}

static void set_text(lua_State *L, const char *name, const char *text) {
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

/* Opens the package library. */
int fv_open_package(lua_State *L) {
  static const luaL_Reg fields[] = {
      {"loadlib", loadlib}, {"searchpath", searchpath}, {"seeall", seeall}, {NULL, NULL}};
  static const luaL_Reg globals[] = {{"module", module}, {"require", require}, {NULL, NULL}};
  luaL_newlib(L, fields);
  lua_createtable(L, 1, 0);
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, load_preloaded, 1);
  lua_rawseti(L, -2, 1);
  lua_setfield(L, -2, "loaders");
  set_text(L, "path", "./?.lua");
  set_text(L, "cpath", "");
  set_text(L, "config", "/\n;\n?\n!\n-\n");
  luaL_getsubtable(L, LUA_REGISTRYINDEX, "_LOADED");
  lua_setfield(L, -2, "loaded");
  luaL_getsubtable(L, LUA_REGISTRYINDEX, "_PRELOAD");
  lua_setfield(L, -2, "preload");
  fv_push_globals(L);
  lua_pushvalue(L, -2);
  luaL_setfuncs(L, globals, 1);
  lua_pop(L, 1);
  return 1;
}
