/* Included before everything: how Lua 5.2 is configured. */
#ifndef FAST_VM_CONFIG_H
#define FAST_VM_CONFIG_H

/* unpack, loadstring, module, math.log10, ... of 5.1. */
#define LUA_COMPAT_ALL

/* Values of 8 bytes (lobject.h): half the memory to copy when a snapshot is restored. wasm is little-endian. */
#define LUA_NANTRICK
#define LUA_IEEE754TRICK
#define LUA_IEEELL
#define LUA_IEEEENDIAN 0

/* Wide enough for `%d` of any number that LuaJIT formats; wasm32's long is not (lstrlib.c). */
#define LUA_INTFRMLEN "ll"
#define LUA_INTFRM_T long long

#endif
