/* The format of string.buffer's encode and decode. */
#ifndef FAST_VM_SERIALIZE_H
#define FAST_VM_SERIALIZE_H

#include "buffer.h"

/*
 * What the options `dict` and `metatable` of a buffer become: pushes a table for the encoder and decoder, made from
 * the options at an index, or nil if there is neither.
 */
void fv_push_dictionaries(lua_State *L, int options);

/* Adds the value on top of the stack to a buffer. `dictionaries` is the index of their table, or 0. */
void fv_encode(lua_State *L, struct fv_buffer *buffer, int dictionaries);

/* Pushes the value that starts at `bytes`; returns where the next one would start. */
const char *fv_decode(lua_State *L, const char *bytes, const char *end, int dictionaries);

#endif
