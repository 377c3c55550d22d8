/* Included before everything: how Lua 5.2 is configured. */
#ifndef FAST_VM_CONFIG_H
#define FAST_VM_CONFIG_H

/* unpack, loadstring, module, math.log10, ... of 5.1. */
#define LUA_COMPAT_ALL

/* Values of 8 bytes (lobject.h): half the memory to copy when a snapshot is restored. wasm is little-endian. */
#define LUA_NANTRICK
#define LUA_IEEE754TRICK
#define LUA_IEEEENDIAN 0

/* Library functions cut the fraction of an integer off, as LuaJIT's do; the trick with doubles rounds. */
#include "integer.h"
#define lua_number2integer(i, n) ((i) = fv_to_int32(n))

/* Nested calls through C: as many as 1 MB of the host's stack and of ours (build.sh) hold, with a margin. */
#define LUAI_MAXCCALLS 600

#endif
