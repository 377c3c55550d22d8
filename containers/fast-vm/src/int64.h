/* LuaJIT's 64-bit integers, the only cdata of this VM: a type of its own, with one metatable for all of them. */
#ifndef FAST_VM_INT64_H
#define FAST_VM_INT64_H

#include "lua.h"

struct Cdata;
struct lua_TValue;

/* What a number literal is besides a plain number. */
enum { FV_NO_INT64, FV_INT64, FV_UINT64 };

/* Reads a literal such as 12LL or 0xffULL, of which the whole text must be made. */
int fv_scan_int64(const char *text, unsigned long long *bits);

/* A new one, which the caller must anchor before the next collection. */
struct Cdata *fv_new_int64(lua_State *L, unsigned long long bits, int is_unsigned);

/* Pushes a new one. */
void fv_push_int64(lua_State *L, unsigned long long bits, int is_unsigned);

/*
 * The integer at an index: true if there is one, with its bits and whether it is unsigned. A plain number is none;
 * see fv_number_to_int64.
 */
int fv_toint64(lua_State *L, int index, long long *value, int *is_unsigned);

/* For tonumber: pushes the first argument as a number if it is a 64-bit integer and the base is 10. */
int fv_int64_tonumber(lua_State *L);

/* What LuaJIT on x64 makes of a number that meets a 64-bit integer: out of range gives 0x8000000000000000. */
unsigned long long fv_number_to_int64(double number, int is_unsigned);

/* `==` of two values of which at least one is a 64-bit integer. */
int fv_int64_equal(const struct lua_TValue *left, const struct lua_TValue *right);

/* For pairs and ipairs: the error that LuaJIT raises for a 64-bit integer. */
int fv_int64_no_iterator(lua_State *L, const char *metamethod);

/* Sets the metatable. */
void fv_open_int64(lua_State *L);

#endif
