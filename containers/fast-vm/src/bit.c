/* The library bit: BitOp's operations on 32 bits, with results of either sign; on 64 if an argument has as many. */
#include "bit.h"

#include <stdint.h>
#include <string.h>

#include "int64.h"
#include "int64_bit.h"
#include "lauxlib.h"

/* The lowest 32 bits of the nearest integer; what LuaJIT's addition makes of numbers beyond 2^51, too. */
static uint32_t check_bits(lua_State *L, int arg) {
  double number;
  uint64_t bits;
  long long integer;
  int is_unsigned;
  if (fv_toint64(L, arg, &integer, &is_unsigned)) return (uint32_t)integer;
  number = luaL_checknumber(L, arg) + 6755399441055744.0; /* 2^52 + 2^51 */
  memcpy(&bits, &number, sizeof bits);
  return (uint32_t)bits;
}

static int push_bits(lua_State *L, uint32_t bits) {
  lua_pushinteger(L, (int32_t)bits);
  return 1;
}

static uint32_t rotate_left(uint32_t bits, unsigned by) { return bits << by | bits >> (-by & 31); }

/* tobit, bnot, bswap */
static int bit_tobit(lua_State *L) { return push_bits(L, check_bits(L, 1)); }
static int bit_bnot(lua_State *L) { return fv_bit64(L, FV_BNOT) ? 1 : push_bits(L, ~check_bits(L, 1)); }
static int bit_bswap(lua_State *L) {
  return fv_bit64(L, FV_BSWAP) ? 1 : push_bits(L, __builtin_bswap32(check_bits(L, 1)));
}

/* Shifts and rotations: by how much is taken modulo 32. */
#define SHIFT(name, operation, expression)         \
  static int bit_##name(lua_State *L) {            \
    uint32_t bits, by;                             \
    if (fv_bit64(L, operation)) return 1;          \
    bits = check_bits(L, 1);                       \
    by = check_bits(L, 2) & 31;                    \
    return push_bits(L, (expression));             \
  }
SHIFT(lshift, FV_LSHIFT, bits << by)
SHIFT(rshift, FV_RSHIFT, bits >> by)
SHIFT(arshift, FV_ARSHIFT, (uint32_t)((int32_t)bits >> by))
SHIFT(rol, FV_ROL, rotate_left(bits, by))
SHIFT(ror, FV_ROR, rotate_left(bits, -by & 31))

/* Operations on one number or more. */
#define NARY(name, operation, operator)                       \
  static int bit_##name(lua_State *L) {                       \
    int count = lua_gettop(L), i;                             \
    uint32_t bits;                                            \
    if (fv_bit64(L, operation)) return 1;                     \
    bits = check_bits(L, 1);                                  \
    for (i = 2; i <= count; i++) bits operator check_bits(L, i); \
    return push_bits(L, bits);                                \
  }
NARY(band, FV_BAND, &=)
NARY(bor, FV_BOR, |=)
NARY(bxor, FV_BXOR, ^=)

/* tohex(x [, n]): the lowest n digits, in capitals when n is negative. */
static int bit_tohex(lua_State *L) {
  uint32_t bits;
  int32_t count, wanted, i;
  const char *digits;
  char text[256];
  if (fv_bit64(L, FV_TOHEX)) return 1;
  bits = check_bits(L, 1);
  count = lua_isnone(L, 2) ? 8 : (int32_t)check_bits(L, 2);
  digits = count < 0 ? "0123456789ABCDEF" : "0123456789abcdef";
  wanted = (int32_t)(count < 0 ? 0 - (uint32_t)count : (uint32_t)count);
  if (wanted < 8) bits &= (1u << (4 * (uint32_t)wanted & 31)) - 1;
  /* LuaJIT keeps the number of digits plus one in a byte: from 255 on there is no limit, or another one */
  wanted = (int32_t)(((uint32_t)wanted + 1) & 255) - 1;
  if (wanted < 0) wanted = 1;
  while (wanted < 8 && bits >> 4 * wanted != 0) wanted++;
  for (i = wanted; i > 0; i--) {
    text[i - 1] = digits[bits & 15];
    bits >>= 4;
  }
  lua_pushlstring(L, text, wanted);
  return 1;
}

static const luaL_Reg functions[] = {
    {"arshift", bit_arshift}, {"band", bit_band}, {"bnot", bit_bnot},     {"bor", bit_bor},
    {"bswap", bit_bswap},     {"bxor", bit_bxor}, {"lshift", bit_lshift}, {"rol", bit_rol},
    {"ror", bit_ror},         {"rshift", bit_rshift}, {"tobit", bit_tobit}, {"tohex", bit_tohex},
    {NULL, NULL}};

int fv_open_bit(lua_State *L) {
  luaL_newlib(L, functions);
  return 1;
}
