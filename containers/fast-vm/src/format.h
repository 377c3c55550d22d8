/* string.format. */
#ifndef FAST_VM_FORMAT_H
#define FAST_VM_FORMAT_H

#include "lua.h"

int fv_string_format(lua_State *L);

/* The same with the format at an index and what it formats after it; pushes the text. */
int fv_format(lua_State *L, int first);

#endif
