/* Environments of functions and threads, as Lua 5.1 has them (environment.c). */
#ifndef FAST_VM_ENVIRONMENT_H
#define FAST_VM_ENVIRONMENT_H

#include "lua.h"

/* Pushes the environment of the running thread. */
void fv_push_globals(lua_State *L);

/* Pushes the environment of the function or thread at `index`; a C function has that of the running thread. */
void fv_getfenv(lua_State *L, int index);

/* Pops a table and makes it the environment of the function or thread at `index`; false, with nothing done, for others. */
int fv_setfenv(lua_State *L, int index);

/* Pushes the function at a level of the call stack; false, with nothing pushed, when there is none. */
int fv_push_function(lua_State *L, int level);

/* Adds getfenv and setfenv to the table on top of the stack. */
void fv_open_environment(lua_State *L);

#endif
