/* LuaJIT's jit library, as a build shows it that compiles nothing. */
#ifndef FAST_VM_JIT_H
#define FAST_VM_JIT_H

#include "lua.h"

int fv_open_jit(lua_State *L);

#endif
