/* string.format with LuaJIT's directives: any flags, no range errors, %q and %s of any value, also %a, %i and %p. */
#include "format.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "decimal.h"
#include "int64.h"
#include "integer.h"
#include "lauxlib.h"

/* What one directive says, and where it ends. */
struct parsed {
  struct fv_directive how;
  const char *end; /* at its letter */
};

static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* A number of at most two digits. */
static int parse_number(const char **at) {
  int value = 0, i;
  for (i = 0; i < 2 && is_digit(**at); i++) value = value * 10 + *(*at)++ - '0';
  return value;
}

/* Parses flags, width and precision; flags may repeat. */
static struct parsed parse(const char *at) {
  struct parsed p = {{.precision = -1}, at};
  for (;; at++) {
    if (*at == '-') p.how.left = 1;
    else if (*at == '+') p.how.plus = 1;
    else if (*at == ' ') p.how.space = 1;
    else if (*at == '#') p.how.alternate = 1;
    else if (*at == '0') p.how.zero = 1;
    else break;
  }
  p.how.width = parse_number(&at);
  if (*at == '.') {
    at++;
    p.how.precision = parse_number(&at);
  }
  p.end = at;
  p.how.upper = *at >= 'A' && *at <= 'Z';
  return p;
}

static void add_padding(luaL_Buffer *b, char c, int count) {
  if (count <= 0) return;
  memset(luaL_prepbuffsize(b, (size_t)count), c, (size_t)count);
  luaL_addsize(b, (size_t)count);
}

/* Adds a text padded with blanks to the width. */
static void add_text(luaL_Buffer *b, const struct fv_directive *how, const char *text, size_t size) {
  int padding = (size_t)how->width > size ? how->width - (int)size : 0;
  if (!how->left) add_padding(b, ' ', padding);
  luaL_addlstring(b, text, size);
  if (how->left) add_padding(b, ' ', padding);
}

/* Adds an integer: `sign` is what goes before it, `base` 8, 10 or 16. */
static void add_integer(luaL_Buffer *b, const struct fv_directive *how, uint64_t value, unsigned base, char sign) {
  const char *hexadecimal = how->upper ? "0123456789ABCDEF" : "0123456789abcdef";
  char digits[24], prefix[3], *end = digits + sizeof digits, *start = end;
  int prefix_size = 0, count, zeros, padding;
  if (sign != '\0') prefix[prefix_size++] = sign;
  if (value == 0) {
    if (how->precision != 0 || (base == 8 && how->alternate)) *--start = '0';
  } else {
    if (how->alternate && base == 16) {
      prefix[prefix_size++] = '0';
      prefix[prefix_size++] = how->upper ? 'X' : 'x';
    }
    while (value > UINT32_MAX) *--start = hexadecimal[value % base], value /= base;
    uint32_t low = (uint32_t)value;
    for (; low != 0; low /= base) *--start = hexadecimal[low % base];
    if (how->alternate && base == 8) *--start = '0';
  }
  count = (int)(end - start);
  zeros = how->precision > count ? how->precision - count : 0;
  padding = how->width - prefix_size - zeros - count;
  if (how->zero && !how->left && how->precision < 0 && padding > 0) {
    zeros = padding;
    padding = 0;
  }
  if (!how->left) add_padding(b, ' ', padding);
  luaL_addlstring(b, prefix, (size_t)prefix_size);
  add_padding(b, '0', zeros);
  luaL_addlstring(b, start, (size_t)count);
  if (how->left) add_padding(b, ' ', padding);
}

static void add_signed(luaL_Buffer *b, const struct fv_directive *how, int64_t value) {
  add_integer(b, how, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 10,
              value < 0 ? '-' : how->plus ? '+' : how->space ? ' ' : '\0');
}

/* Adds a string between quotes, so that it can be read back. */
static void add_quoted(luaL_Buffer *b, const char *text, size_t size) {
  size_t i;
  luaL_addchar(b, '"');
  for (i = 0; i < size; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\' || c == '\n') {
      luaL_addchar(b, '\\');
      luaL_addchar(b, c);
    } else if (c < 32 || c == 127) {
      char escape[4];
      int places = is_digit(text[i + 1]) || c >= 100 ? 3 : c >= 10 ? 2 : 1, place;
      for (place = places; place > 0; place--, c /= 10) escape[place] = (char)('0' + c % 10);
      escape[0] = '\\';
      luaL_addlstring(b, escape, (size_t)places + 1);
    } else {
      luaL_addchar(b, c);
    }
  }
  luaL_addchar(b, '"');
}

/* Where a value lives; NULL for those that live nowhere. */
static const void *address(lua_State *L, int arg) {
  return lua_type(L, arg) == LUA_TSTRING ? lua_tostring(L, arg) : lua_topointer(L, arg);
}

/* Turns the argument into a string in its place: __tostring is asked once, whatever it answers is taken. */
static const char *to_string(lua_State *L, int arg, size_t *size) {
  if (lua_type(L, arg) != LUA_TSTRING && luaL_callmeta(L, arg, "__tostring")) lua_replace(L, arg);
  switch (lua_type(L, arg)) {
    case LUA_TNUMBER: /* converted in place by lua_tolstring */
    case LUA_TSTRING: break;
    case LUA_TNIL: lua_pushliteral(L, "nil"); lua_replace(L, arg); break;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, arg) ? "true" : "false"); lua_replace(L, arg); break;
    default:
      lua_pushfstring(L, "%s: %p", luaL_typename(L, arg), lua_topointer(L, arg));
      lua_replace(L, arg);
  }
  return lua_tolstring(L, arg, size);
}

/* The integer of an argument: a 64-bit one as it is, a number cut. */
static int64_t check_signed(lua_State *L, int arg) {
  long long value;
  int is_unsigned;
  return fv_toint64(L, arg, &value, &is_unsigned) ? value : fv_to_int64(luaL_checknumber(L, arg));
}
static uint64_t check_unsigned(lua_State *L, int arg) {
  long long value;
  int is_unsigned;
  return fv_toint64(L, arg, &value, &is_unsigned) ? (uint64_t)value : fv_to_uint64(luaL_checknumber(L, arg));
}

/* Adds the argument in the way of one of the DIRECTIVES. */
#define DIRECTIVES "diuoxXaAeEfFgGcsqp"
static void add_argument(lua_State *L, luaL_Buffer *b, const struct parsed *p, int arg) {
  const struct fv_directive *how = &p->how;
  size_t size;
  const char *text;
  char buffer[FV_NUMBER_ROOM], c;
  switch (*p->end) {
    case 'd': case 'i': add_signed(b, how, check_signed(L, arg)); return;
    case 'u': add_integer(b, how, check_unsigned(L, arg), 10, '\0'); return;
    case 'o': add_integer(b, how, check_unsigned(L, arg), 8, '\0'); return;
    case 'x': case 'X': add_integer(b, how, check_unsigned(L, arg), 16, '\0'); return;
    case 'a': case 'e': case 'f': case 'g': case 'A': case 'E': case 'F': case 'G':
      size = (size_t)fv_format_number(buffer, (char)(*p->end | 0x20), *how, luaL_checknumber(L, arg));
      luaL_addlstring(b, buffer, size);
      return;
    case 'c':
      c = (char)luaL_checkint(L, arg);
      add_text(b, how, &c, 1);
      return;
    case 's':
      text = to_string(L, arg, &size);
      if (how->precision >= 0 && size > (size_t)how->precision) size = (size_t)how->precision;
      add_text(b, how, text, size);
      return;
    case 'q':
      text = to_string(L, arg, &size);
      add_quoted(b, text, size);
      return;
    case 'p': /* neither width nor precision count */
      if (address(L, arg) == NULL) luaL_addlstring(b, "NULL", 4);
      else luaL_addlstring(b, buffer, (size_t)snprintf(buffer, sizeof buffer, "0x%08zx", (size_t)address(L, arg)));
      return;
  }
}

int fv_string_format(lua_State *L) {
  int count = lua_gettop(L), arg = 1;
  size_t size;
  const char *at = luaL_checklstring(L, 1, &size), *end = at + size;
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  while (at < end) {
    const char *next = memchr(at, '%', (size_t)(end - at));
    struct parsed p;
    if (next == NULL) next = end;
    luaL_addlstring(&b, at, (size_t)(next - at));
    at = next;
    if (at == end) break;
    if (at[1] == '%') {
      luaL_addchar(&b, '%');
      at += 2;
      continue;
    }
    p = parse(at + 1);
    if (*p.end == '\0' || strchr(DIRECTIVES, *p.end) == NULL) {
      lua_pushlstring(L, at, (size_t)(p.end - at) + ((unsigned char)*p.end >= 32));
      return luaL_error(L, "invalid option " LUA_QS " to " LUA_QL("format"), lua_tostring(L, -1));
    }
    if (++arg > count) luaL_argerror(L, arg, "value expected");
    add_argument(L, &b, &p, arg);
    at = p.end + 1;
  }
  luaL_pushresult(&b);
  return 1;
}
