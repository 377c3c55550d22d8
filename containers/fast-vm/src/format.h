/* string.format. */
#ifndef FAST_VM_FORMAT_H
#define FAST_VM_FORMAT_H

#include "lua.h"

int fv_string_format(lua_State *L);

#endif
