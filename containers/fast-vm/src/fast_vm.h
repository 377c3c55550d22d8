/* What the files of the fast VM share. One file a concern; the VM itself is Lua 5.2 with the patches. */
#ifndef FAST_VM_H
#define FAST_VM_H

#include <stddef.h>

#include "lua.h"

#define FV_EXPORT(name) __attribute__((export_name(name)))
#define FV_IMPORT(name) __attribute__((import_module("host"), import_name(name)))

/* The module's imports (budget.c, host.c); there are no others. */
FV_IMPORT("write") extern void fv_host_write(const char *bytes, int size);
FV_IMPORT("tick") extern void fv_host_tick(void);
FV_IMPORT("clock") extern double fv_host_clock(void);

/* memory.c: an allocator with a cap, for lua_newstate. */
void *fv_allocate(void *ud, void *block, size_t old_size, size_t new_size);

/* base.c, package.c: the libraries of that name. */
int fv_open_base(lua_State *L);
int fv_open_package(lua_State *L);

#endif
