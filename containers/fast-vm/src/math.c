/* The math library as LuaJIT has it: its own generator, and its answers for the corner cases. */
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "elementary.h"
#include "integer.h"
#include "lauxlib.h"
#include "lualib.h"

/* A function of one number. */
#define UNARY(name, function)                            \
  static int math_##name(lua_State *L) {                 \
    lua_pushnumber(L, function(luaL_checknumber(L, 1))); \
    return 1;                                            \
  }
UNARY(abs, fabs)
UNARY(floor, floor)
/* LuaJIT's interpreter rounds to nearest and then adds 1 to what is too small: -1 becomes 0, not -0. */
static double ceiling(double x) { return x > -1 && x < -0.5 ? 0 : ceil(x); }
UNARY(ceil, ceiling)
UNARY(sqrt, sqrt)
UNARY(exp, exp)
UNARY(log10, fv_log10)
UNARY(sin, fv_sin)
UNARY(cos, fv_cos)
UNARY(tan, fv_tan)
UNARY(asin, fv_asin)
UNARY(acos, fv_acos)
UNARY(atan, fv_atan)
UNARY(sinh, fv_sinh)
UNARY(cosh, fv_cosh)
UNARY(tanh, fv_tanh)

/* A function of two numbers. */
#define BINARY(name, function)                                      \
  static int math_##name(lua_State *L) {                           \
    double x = luaL_checknumber(L, 1), y = luaL_checknumber(L, 2); \
    lua_pushnumber(L, function(x, y));                             \
    return 1;                                                      \
  }
BINARY(pow, pow)
BINARY(atan2, fv_atan2)
BINARY(fmod, fmod)

/* The quotient is not a division in LuaJIT: the last digit depends on it. */
static int math_log(lua_State *L) {
  double x = luaL_checknumber(L, 1);
  if (lua_isnone(L, 2)) {
    x = log(x);
  } else {
    double reciprocal = 1.0 / log2(luaL_checknumber(L, 2));
    x = log2(x) * reciprocal;
  }
  lua_pushnumber(L, x);
  return 1;
}

/* In LuaJIT these two are Lua functions that multiply whatever they get, and show up in its messages. */
static int multiply(lua_State *L, const char *name, double factor) {
  lua_settop(L, 1);
  if (lua_isnumber(L, 1)) {
    lua_pushnumber(L, lua_tonumber(L, 1) * factor);
    return 1;
  }
  if (!luaL_getmetafield(L, 1, "__mul")) {
    lua_pushfstring(L, "[builtin:%s]:0: attempt to perform arithmetic on a %s value", name, luaL_typename(L, 1));
    return lua_error(L);
  }
  lua_insert(L, 1);
  lua_pushnumber(L, factor);
  lua_call(L, 2, 1);
  return 1;
}
static int math_deg(lua_State *L) { return multiply(L, "deg", 57.29577951308232); }
static int math_rad(lua_State *L) { return multiply(L, "rad", 0.017453292519943295); }

static int math_frexp(lua_State *L) {
  double x = luaL_checknumber(L, 1);
  int exponent = 0;
  lua_pushnumber(L, isfinite(x) ? frexp(x, &exponent) : x);
  lua_pushinteger(L, exponent);
  return 2;
}

/* The exponent is a number; its fraction counts for nothing. */
static int math_ldexp(lua_State *L) {
  double x = luaL_checknumber(L, 1), exponent = trunc(luaL_checknumber(L, 2)), result;
  if (isnan(exponent)) {
    result = NAN;
  } else if (isinf(exponent)) {
    result = x * (exponent > 0 ? HUGE_VAL : 0.0);
  } else {
    result = ldexp(x, exponent > 9999 ? 9999 : exponent < -9999 ? -9999 : (int)exponent);
  }
  lua_pushnumber(L, result);
  return 1;
}

static int math_modf(lua_State *L) {
  double x = luaL_checknumber(L, 1), whole, fraction;
  fraction = modf(x, &whole);
  lua_pushnumber(L, whole);
  lua_pushnumber(L, fraction);
  return 2;
}

/* What the processor's minsd and maxsd do: the second one if the two are equal or nan. */
static int math_min(lua_State *L) {
  int count = lua_gettop(L), i;
  double least = luaL_checknumber(L, 1);
  for (i = 2; i <= count; i++) {
    double x = luaL_checknumber(L, i);
    if (!(least < x)) least = x;
  }
  lua_pushnumber(L, least);
  return 1;
}
static int math_max(lua_State *L) {
  int count = lua_gettop(L), i;
  double greatest = luaL_checknumber(L, 1);
  for (i = 2; i <= count; i++) {
    double x = luaL_checknumber(L, i);
    if (!(greatest > x)) greatest = x;
  }
  lua_pushnumber(L, greatest);
  return 1;
}

/*
 * A Tausworthe generator of period 2^223: four shift registers of 63, 58, 55 and 47 bits, whose sum modulo 2 is the
 * result (L'Ecuyer, "Tables of maximally-equidistributed combined LFSR generators", 64 bits, the first of four).
 */
static uint64_t registers[4];

static uint64_t step(void) {
  static const struct {
    unsigned char bits, tap, shift;
  } parameters[4] = {{63, 31, 18}, {58, 19, 28}, {55, 24, 7}, {47, 21, 8}};
  uint64_t result = 0;
  int i;
  for (i = 0; i < 4; i++) {
    uint64_t z = registers[i];
    unsigned bits = parameters[i].bits, tap = parameters[i].tap, shift = parameters[i].shift;
    z = ((z << tap ^ z) >> (bits - shift)) ^ (z & UINT64_MAX << (64 - bits)) << shift;
    registers[i] = z;
    result ^= z;
  }
  return result;
}

/* The registers' seeds are made from one number; only their upper bits count, which must not all be zero. */
static void seed(double d) {
  static const uint64_t least[4] = {1u << 1, 1u << 6, 1u << 9, 1u << 17};
  int i;
  for (i = 0; i < 4; i++) {
    d = d * 3.14159265358979323846 + 2.7182818284590452354;
    memcpy(&registers[i], &d, sizeof d);
    if (registers[i] < least[i]) registers[i] += least[i];
  }
  for (i = 0; i < 10; i++) step();
}

static int math_randomseed(lua_State *L) {
  seed(luaL_checknumber(L, 1));
  return 0;
}

/* An empty interval is no error. */
static int math_random(lua_State *L) {
  uint64_t bits = (step() & 0xfffffffffffff) | 0x3ff0000000000000; /* from 1 to 2 */
  double d;
  memcpy(&d, &bits, sizeof d);
  d -= 1.0;
  switch (lua_gettop(L)) {
    case 0: break;
    case 1: d = floor(d * luaL_checknumber(L, 1)) + 1.0; break;
    default: {
      double low = luaL_checknumber(L, 1), high = luaL_checknumber(L, 2);
      d = floor(d * (high - low + 1.0)) + low;
    }
  }
  lua_pushnumber(L, d);
  return 1;
}

static const luaL_Reg functions[] = {
    {"abs", math_abs},     {"acos", math_acos},   {"asin", math_asin},     {"atan", math_atan},
    {"atan2", math_atan2}, {"ceil", math_ceil},   {"cos", math_cos},       {"cosh", math_cosh},
    {"deg", math_deg},     {"exp", math_exp},     {"floor", math_floor},   {"fmod", math_fmod},
    {"frexp", math_frexp}, {"ldexp", math_ldexp}, {"log", math_log},       {"log10", math_log10},
    {"max", math_max},     {"min", math_min},     {"modf", math_modf},     {"pow", math_pow},
    {"rad", math_rad},     {"random", math_random}, {"randomseed", math_randomseed}, {"sin", math_sin},
    {"sinh", math_sinh},   {"sqrt", math_sqrt},   {"tan", math_tan},       {"tanh", math_tanh},
    {NULL, NULL}};

LUAMOD_API int luaopen_math(lua_State *L) {
  /* how LuaJIT begins, without a seed */
  static const uint64_t initial[4] = {0xa0d277570a345b8c, 0x764a296c5d4aa64f, 0x51220704070adeaa, 0x2a2717b5a7b7b927};
  memcpy(registers, initial, sizeof registers);
  luaL_newlib(L, functions);
  lua_pushnumber(L, 3.14159265358979323846);
  lua_setfield(L, -2, "pi");
  lua_pushnumber(L, HUGE_VAL);
  lua_setfield(L, -2, "huge");
  return 1;
}
