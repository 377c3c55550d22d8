/* The bit library's operations on 64-bit integers. */
#ifndef FAST_VM_INT64_BIT_H
#define FAST_VM_INT64_BIT_H

#include "lua.h"

enum fv_bit_operation {
  FV_BAND, FV_BOR, FV_BXOR, FV_BNOT, FV_BSWAP, FV_LSHIFT, FV_RSHIFT, FV_ARSHIFT, FV_ROL, FV_ROR, FV_TOHEX
};

/*
 * For a function of the bit library to ask first: if a 64-bit integer decides the type of the result, pushes it and
 * returns 1. Otherwise 0, and the operation is one on 32 bits, of which some arguments may still be 64-bit integers.
 */
int fv_bit64(lua_State *L, enum fv_bit_operation operation);

#endif
