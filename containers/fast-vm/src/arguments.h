/* How LuaJIT's libraries read integers: the fraction is cut off, and what is no int32 becomes the least one. */
#ifndef FAST_VM_ARGUMENTS_H
#define FAST_VM_ARGUMENTS_H

#include <limits.h>

#include "lauxlib.h"

static inline int fv_to_int(lua_Number n) {
  return n > -2147483649.0 && n < 2147483648.0 ? (int)n : INT_MIN;
}

static inline int fv_check_int(lua_State *L, int arg) { return fv_to_int(luaL_checknumber(L, arg)); }

static inline int fv_opt_int(lua_State *L, int arg, int otherwise) {
  return lua_isnoneornil(L, arg) ? otherwise : fv_check_int(L, arg);
}

#endif
