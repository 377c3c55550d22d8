#define LUA_CORE
#include "int64.h"

#include <stdio.h>
#include <string.h>

#include "integer.h"
#include "lapi.h"
#include "lauxlib.h"
#include "lgc.h"
#include "lobject.h"
#include "lopcodes.h"
#include "lstate.h"

#define LOWEST 0x8000000000000000ULL

static int digit_of(int c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

static int is_letter(int c, int lower) { return (c | 0x20) == lower; }

/* What follows the digits: LL, ULL or LLU in any case. */
static int suffix_kind(const char *p) {
  int is_unsigned = is_letter(*p, 'u');
  p += is_unsigned;
  if (!is_letter(p[0], 'l') || !is_letter(p[1], 'l')) return FV_NO_INT64;
  p += 2;
  if (!is_unsigned && is_letter(*p, 'u')) is_unsigned = 1, p++;
  if (*p != '\0') return FV_NO_INT64;
  return is_unsigned ? FV_UINT64 : FV_INT64;
}

int fv_scan_int64(const char *text, unsigned long long *bits) {
  unsigned long long value = 0;
  int base = 10, digits = 0, digit;
  if (text[0] == '0' && is_letter(text[1], 'x')) base = 16, text += 2;
  if (text[0] == '0' && is_letter(text[1], 'b')) base = 2, text += 2;
  for (; (digit = digit_of(*text)) < base; text++, digits++) {
    if (__builtin_mul_overflow(value, (unsigned long long)base, &value)) return FV_NO_INT64;
    if (__builtin_add_overflow(value, (unsigned long long)digit, &value)) return FV_NO_INT64;
  }
  *bits = value;
  return digits == 0 ? FV_NO_INT64 : suffix_kind(text);
}

struct Cdata *fv_new_int64(lua_State *L, unsigned long long bits, int is_unsigned) {
  Cdata *integer = &luaC_newobj(L, LUA_TCDATA, sizeof(Cdata), NULL, 0)->cd;
  integer->bits = bits;
  integer->is_unsigned = is_unsigned != 0;
  return integer;
}

void fv_push_int64(lua_State *L, unsigned long long bits, int is_unsigned) {
  luaC_checkGC(L);
  setcdvalue(L, L->top, fv_new_int64(L, bits, is_unsigned));
  api_incr_top(L);
}

int fv_toint64(lua_State *L, int index, long long *value, int *is_unsigned) {
  const Cdata *integer;
  if (lua_type(L, index) != LUA_TCDATA) return 0;
  integer = lua_topointer(L, index);
  *value = (long long)integer->bits;
  *is_unsigned = integer->is_unsigned;
  return 1;
}

int fv_int64_tonumber(lua_State *L) {
  long long value;
  int is_unsigned;
  if (!fv_toint64(L, 1, &value, &is_unsigned)) return 0;
  if (!lua_isnoneornil(L, 2) && lua_tonumber(L, 2) != 10) return 0;
  lua_pushnumber(L, is_unsigned ? (double)(unsigned long long)value : (double)value);
  return 1;
}

unsigned long long fv_number_to_int64(double number, int is_unsigned) {
  long long value = fv_to_int64(number);
  if (is_unsigned && value < 0) value = fv_to_int64(number - 0x1p64);
  return (unsigned long long)value;
}

/* The bits of an integer or a number; false for other values. */
static int bits_of(const TValue *value, int is_unsigned, unsigned long long *bits) {
  if (ttiscdata(value)) {
    *bits = cdvalue(value)->bits;
  } else if (ttisnumber(value)) {
    *bits = fv_number_to_int64(nvalue(value), is_unsigned);
  } else {
    return 0;
  }
  return 1;
}

static int is_unsigned_value(const TValue *value) { return ttiscdata(value) && cdvalue(value)->is_unsigned; }

int fv_int64_equal(const TValue *left, const TValue *right) {
  int is_unsigned = is_unsigned_value(left) || is_unsigned_value(right);
  unsigned long long a, b;
  return bits_of(left, is_unsigned, &a) && bits_of(right, is_unsigned, &b) && a == b;
}

/* How an error names a value. */
static const char *name_of(lua_State *L, int index) {
  long long value;
  int is_unsigned;
  if (!fv_toint64(L, index, &value, &is_unsigned)) return luaL_typename(L, index);
  return is_unsigned ? "uint64_t" : "int64_t";
}

/* Exponentiation by squaring. Only a signed exponent can be negative. */
static unsigned long long power(unsigned long long base, unsigned long long exponent, int is_unsigned) {
  unsigned long long result = 1;
  if (!is_unsigned && (long long)exponent < 0) {
    if (base == 0) return LOWEST - 1;
    if (base == 1) return 1;
    if (base == -1ULL) return exponent & 1 ? -1ULL : 1;
    return 0;
  }
  for (; exponent != 0; exponent >>= 1, base *= base) {
    if (exponent & 1) result *= base;
  }
  return result;
}

/* Division and remainder: what has no answer is the lowest integer. */
static unsigned long long divide(unsigned long long a, unsigned long long b, int is_unsigned) {
  if (b == 0) return LOWEST;
  if (is_unsigned) return a / b;
  if (a == LOWEST && b == -1ULL) return LOWEST;
  return (unsigned long long)((long long)a / (long long)b);
}

static unsigned long long modulo(unsigned long long a, unsigned long long b, int is_unsigned) {
  if (b == 0) return LOWEST;
  if (is_unsigned) return a % b;
  if (b == -1ULL) return 0;
  return (unsigned long long)((long long)a % (long long)b);
}

/* A missing or wrong argument of a metamethod that a script got hold of. */
static int no_cdata(lua_State *L, int index) {
  return luaL_argerror(L, index, lua_pushfstring(L, "cdata expected, got %s", luaL_typename(L, index)));
}

/* Both operands as integers of their common type, which is unsigned if one of them is. False for other values. */
static int operands(lua_State *L, unsigned long long *a, unsigned long long *b, int *is_unsigned) {
  const TValue *left = L->ci->func + 1, *right = left + 1;
  if (lua_gettop(L) < 2) no_cdata(L, 1);
  *is_unsigned = is_unsigned_value(left) || is_unsigned_value(right);
  return bits_of(left, *is_unsigned, a) && bits_of(right, *is_unsigned, b);
}

static int bad_operands(lua_State *L, const char *what) {
  return luaL_error(L, "attempt to %s '%s' and '%s'", what, name_of(L, 1), name_of(L, 2));
}

/* A metamethod for arithmetic. */
#define ARITHMETIC(name, expression)                                                                   \
  static int name(lua_State *L) {                                                                      \
    unsigned long long a, b, result;                                                                   \
    int is_unsigned;                                                                                   \
    if (!operands(L, &a, &b, &is_unsigned)) return bad_operands(L, "perform arithmetic on");           \
    result = (expression);                                                                             \
    fv_push_int64(L, result, is_unsigned);                                                             \
    return 1;                                                                                          \
  }

ARITHMETIC(add, a + b)
ARITHMETIC(subtract, a - b)
ARITHMETIC(multiply, a *b)
ARITHMETIC(divided, divide(a, b, is_unsigned))
ARITHMETIC(remaining, modulo(a, b, is_unsigned))
ARITHMETIC(raised, power(a, b, is_unsigned))
ARITHMETIC(negated, -a)

static int less(lua_State *L, int or_equal) {
  unsigned long long a, b;
  int is_unsigned, result;
  if (!operands(L, &a, &b, &is_unsigned)) {
    return luaL_error(L, "attempt to compare '%s' with '%s'", name_of(L, 1), name_of(L, 2));
  }
  result = is_unsigned ? a < b : (long long)a < (long long)b;
  lua_pushboolean(L, result || (or_equal && a == b));
  return 1;
}

static int less_than(lua_State *L) { return less(L, 0); }

static int less_equal(lua_State *L) { return less(L, 1); }

/* Only for scripts that call it: the VM's own `==` asks fv_int64_equal. */
static int equal(lua_State *L) {
  if (lua_gettop(L) < 2) no_cdata(L, 1);
  lua_pushboolean(L, fv_int64_equal(L->ci->func + 1, L->ci->func + 2));
  return 1;
}

static int concatenate(lua_State *L) {
  if (lua_gettop(L) < 2) no_cdata(L, 1);
  return bad_operands(L, "concatenate");
}

static int length(lua_State *L) { return luaL_error(L, "attempt to get length of '%s'", name_of(L, 1)); }

/* Calling one. In a tail call this function has taken the place of the caller, whose position is not known. */
static int call(lua_State *L) {
  CallInfo *caller = L->ci->previous;
  int is_tail = isLua(caller) && GET_OPCODE(caller->u.l.savedpc[-1]) == OP_TAILCALL;
  luaL_where(L, is_tail ? 0 : 1);
  lua_pushfstring(L, "'%s' is not callable", name_of(L, 1));
  lua_concat(L, 2);
  return lua_error(L);
}

/* Reading and writing a member, of which there are none. */
static int member(lua_State *L) {
  if (lua_gettop(L) < 2 || lua_type(L, 1) != LUA_TCDATA) no_cdata(L, 1);
  if (lua_type(L, 2) == LUA_TSTRING) {
    return luaL_error(L, "'%s' has no member named '%s'", name_of(L, 1), lua_tostring(L, 2));
  }
  return luaL_error(L, "'%s' cannot be indexed with '%s'", name_of(L, 1), name_of(L, 2));
}

static int to_string(lua_State *L) {
  char text[32];
  long long value;
  int is_unsigned;
  if (!fv_toint64(L, 1, &value, &is_unsigned)) return no_cdata(L, 1);
  snprintf(text, sizeof text, is_unsigned ? "%lluULL" : "%lldLL", value);
  lua_pushstring(L, text);
  return 1;
}

int fv_int64_no_iterator(lua_State *L, const char *metamethod) {
  return luaL_error(L, "'%s' has no '%s' metamethod", name_of(L, 1), metamethod);
}

static int pairs(lua_State *L) { return fv_int64_no_iterator(L, "__pairs"); }

static int ipairs(lua_State *L) { return fv_int64_no_iterator(L, "__ipairs"); }

static const luaL_Reg metamethods[] = {
    {"__add", add},          {"__sub", subtract},  {"__mul", multiply}, {"__div", divided},      {"__mod", remaining},
    {"__pow", raised},       {"__unm", negated},   {"__eq", equal},     {"__lt", less_than},     {"__le", less_equal},
    {"__concat", concatenate}, {"__len", length},  {"__call", call},    {"__index", member},      {"__newindex", member},
    {"__tostring", to_string}, {"__pairs", pairs}, {"__ipairs", ipairs}, {NULL, NULL},
};

void fv_open_int64(lua_State *L) {
  fv_push_int64(L, 0, 0);
  luaL_newlib(L, metamethods);
  lua_pushliteral(L, "ffi");
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}
