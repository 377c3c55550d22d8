/* String buffers, the userdata of LuaJIT's string.buffer. */
#ifndef FAST_VM_BUFFER_H
#define FAST_VM_BUFFER_H

#include <stddef.h>

#include "lua.h"

/* What is read next is at `start`, what is written next goes to `end`. */
struct fv_buffer {
  char *bytes;
  size_t start, end, size;
};

/* Adds bytes at the end. */
void fv_buffer_add(lua_State *L, struct fv_buffer *buffer, const void *bytes, size_t count);

/* Pushes a new and empty buffer. */
struct fv_buffer *fv_push_buffer(lua_State *L);

/* The loader of the module. */
int fv_open_buffer(lua_State *L);

#endif
