/* What a script asks for that LuaJIT has and this VM does not: noted, so that no pcall of the script hides it. */
#ifndef FAST_VM_UNSUPPORTED_H
#define FAST_VM_UNSUPPORTED_H

#include "lua.h"

/* Stands after the position in the message of such an error. */
#define FV_UNSUPPORTED "luaparity: unsupported: "

/* The first message noted, or NULL. In the VM's memory: restoring a snapshot forgets it. */
extern const char *fv_unsupported;

/* Keeps a copy of the message unless there is one already. */
void fv_note_unsupported(const char *message);

/* Raises it as an error that starts with the position of the function at a level, and notes it. */
int fv_raise_unsupported(lua_State *L, int level, const char *what);

/* Puts loaders into package.preload for the modules of LuaJIT that this VM cannot have. */
void fv_open_unsupported(lua_State *L);

/* __luaparity_unsupported([message]): notes the message if given; returns what was noted first, or nil. */
int fv_lua_unsupported(lua_State *L);

#endif
