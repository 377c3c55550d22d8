/* The library bit. */
#ifndef FAST_VM_BIT_H
#define FAST_VM_BIT_H

#include "lua.h"

int fv_open_bit(lua_State *L);

#endif
