#include "int64_bit.h"

#include <stdio.h>
#include <string.h>

#include "int64.h"
#include "lauxlib.h"

/*
 * The argument as an amount: how far to shift, how many digits. A number is rounded as for operations on 32 bits: what
 * adding 2^52 + 2^51 leaves in the lower half.
 */
static int amount(lua_State *L, int index) {
  long long value;
  int is_unsigned;
  double number;
  if (fv_toint64(L, index, &value, &is_unsigned)) return (int)value;
  number = luaL_checknumber(L, index) + 6755399441055744.0;
  memcpy(&value, &number, sizeof value);
  return (int)value;
}

static unsigned long long shifted(unsigned long long value, int by, enum fv_bit_operation operation) {
  by &= 63;
  switch (operation) {
    case FV_LSHIFT: return value << by;
    case FV_RSHIFT: return value >> by;
    case FV_ARSHIFT: return (unsigned long long)((long long)value >> by);
    case FV_ROL: return value << by | value >> (-by & 63);
    default: return value >> by | value << (-by & 63);
  }
}

/* Hexadecimal digits: as many as asked for, in capitals if the number is negative; of no width from 255 on. */
static int to_hex(lua_State *L, unsigned long long value) {
  char text[300];
  int digits = lua_isnone(L, 2) ? 16 : amount(L, 2), upper = digits < 0;
  if (upper) digits = -digits;
  if (digits < 16) value &= (1ULL << 4 * digits) - 1;
  digits = ((digits + 1) & 255) - 1;
  snprintf(text, sizeof text, upper ? "%.*llX" : "%.*llx", digits, value);
  lua_pushstring(L, text);
  return 1;
}

/* Whether there is a 64-bit integer among the arguments up to `last`; unsigned if one of them is. */
static int has_int64(lua_State *L, int last, int *is_unsigned) {
  int i, found = 0, this_unsigned;
  long long value;
  *is_unsigned = 0;
  for (i = 1; i <= last; i++) {
    if (!fv_toint64(L, i, &value, &this_unsigned)) continue;
    found = 1;
    *is_unsigned |= this_unsigned;
  }
  return found;
}

static unsigned long long operand(lua_State *L, int index, int is_unsigned) {
  long long value;
  int own_unsigned;
  if (fv_toint64(L, index, &value, &own_unsigned)) return (unsigned long long)value;
  return fv_number_to_int64(luaL_checknumber(L, index), is_unsigned);
}

/* All arguments, from the first to the last, joined bit by bit. */
static unsigned long long joined(lua_State *L, int is_unsigned, enum fv_bit_operation operation) {
  unsigned long long result = operand(L, 1, is_unsigned), next;
  int i;
  for (i = 2; i <= lua_gettop(L); i++) {
    next = operand(L, i, is_unsigned);
    if (operation == FV_BAND) {
      result &= next;
    } else if (operation == FV_BOR) {
      result |= next;
    } else {
      result ^= next;
    }
  }
  return result;
}

int fv_bit64(lua_State *L, enum fv_bit_operation operation) {
  int is_unsigned;
  unsigned long long result;
  if (!has_int64(L, operation <= FV_BXOR ? lua_gettop(L) : 1, &is_unsigned)) return 0;
  switch (operation) {
    case FV_BAND:
    case FV_BOR:
    case FV_BXOR: result = joined(L, is_unsigned, operation); break;
    case FV_BNOT: result = ~operand(L, 1, is_unsigned); break;
    case FV_BSWAP: result = __builtin_bswap64(operand(L, 1, is_unsigned)); break;
    case FV_TOHEX: return to_hex(L, operand(L, 1, is_unsigned));
    default: result = shifted(operand(L, 1, is_unsigned), amount(L, 2), operation);
  }
  fv_push_int64(L, result, is_unsigned);
  return 1;
}
