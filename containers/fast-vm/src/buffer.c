#define LUA_CORE
#include "buffer.h"

#include <string.h>

#include "format.h"
#include "lauxlib.h"
#include "lmem.h"
#include "serialize.h"
#include "unsupported.h"

#define METATABLE "luaparity.buffer"

/* LuaJIT's longest buffer; a length beyond it is refused before it is tried. */
#define MAX_LENGTH 0x7fffff00

static void resize(lua_State *L, struct fv_buffer *buffer, size_t size) {
  buffer->bytes = luaM_realloc_(L, buffer->bytes, buffer->size, size);
  buffer->size = size;
}

/* Makes room for `count` more bytes. */
static void reserve(lua_State *L, struct fv_buffer *buffer, size_t count) {
  size_t length = buffer->end - buffer->start, size = buffer->size < 32 ? 32 : buffer->size;
  if (count <= buffer->size - buffer->end) return;
  if (count > MAX_LENGTH - length) luaM_toobig(L);
  if (buffer->start != 0) memmove(buffer->bytes, buffer->bytes + buffer->start, length);
  buffer->start = 0;
  buffer->end = length;
  while (size < length + count) size *= 2;
  if (size != buffer->size) resize(L, buffer, size);
}

void fv_buffer_add(lua_State *L, struct fv_buffer *buffer, const void *bytes, size_t count) {
  reserve(L, buffer, count);
  if (count != 0) memcpy(buffer->bytes + buffer->end, bytes, count);
  buffer->end += count;
}

struct fv_buffer *fv_push_buffer(lua_State *L) {
  struct fv_buffer *buffer = lua_newuserdata(L, sizeof *buffer);
  memset(buffer, 0, sizeof *buffer);
  luaL_setmetatable(L, METATABLE);
  return buffer;
}

static void set_empty(struct fv_buffer *buffer) { buffer->start = buffer->end = 0; }

static size_t length_of(const struct fv_buffer *buffer) { return buffer->end - buffer->start; }

static int wrong_type(lua_State *L, int index, const char *expected) {
  return luaL_argerror(L, index, lua_pushfstring(L, "%s expected, got %s", expected, luaL_typename(L, index)));
}

static struct fv_buffer *self(lua_State *L) {
  struct fv_buffer *buffer = luaL_testudata(L, 1, METATABLE);
  if (buffer == NULL) wrong_type(L, 1, "buffer");
  return buffer;
}

/* Methods that change a buffer return it. */
static int chain(lua_State *L) {
  lua_settop(L, 1);
  return 1;
}

/* An argument as a number of bytes; no string is converted. */
static size_t check_length(lua_State *L, int index) {
  lua_Number number;
  if (lua_type(L, index) != LUA_TNUMBER) wrong_type(L, index, "number");
  number = lua_tonumber(L, index);
  luaL_argcheck(L, number > -1 && number < MAX_LENGTH + 1.0, index, "number out of range");
  return (size_t)number;
}

/* An argument that must be a string; no number is converted. */
static const char *check_string(lua_State *L, int index, size_t *length) {
  if (lua_type(L, index) != LUA_TSTRING) wrong_type(L, index, "string");
  return lua_tolstring(L, index, length);
}

/* The value at an index without a string conversion of its own may have __tostring, whose result takes its place. */
static int convert(lua_State *L, int index) {
  if (!luaL_callmeta(L, index, "__tostring")) return 0;
  lua_replace(L, index);
  return 1;
}

static void put_value(lua_State *L, struct fv_buffer *buffer, int index, int may_convert) {
  const struct fv_buffer *other;
  const char *bytes;
  size_t length;
  switch (lua_type(L, index)) {
    case LUA_TSTRING:
    case LUA_TNUMBER:
      bytes = lua_tolstring(L, index, &length);
      fv_buffer_add(L, buffer, bytes, length);
      return;
    case LUA_TUSERDATA:
      other = luaL_testudata(L, index, METATABLE);
      if (other == NULL) break;
      if (other == buffer) luaL_argerror(L, index, "cannot put buffer into itself");
      fv_buffer_add(L, buffer, other->bytes + other->start, length_of(other));
      return;
  }
  if (may_convert && convert(L, index)) {
    put_value(L, buffer, index, 0);
  } else {
    wrong_type(L, index, "string/number/__tostring");
  }
}

/* buffer:put(...) */
static int put(lua_State *L) {
  struct fv_buffer *buffer = self(L);
  int i, last = lua_gettop(L);
  for (i = 2; i <= last; i++) put_value(L, buffer, i, 1);
  return chain(L);
}

/* buffer:putf(format, ...) */
static int putf(lua_State *L) {
  struct fv_buffer *buffer = self(L);
  const char *bytes;
  size_t length;
  fv_format(L, 2);
  bytes = lua_tolstring(L, -1, &length);
  fv_buffer_add(L, buffer, bytes, length);
  return chain(L);
}

/* buffer:get([length, ...]): takes as many strings off the front; nil stands for all that is left */
static int get(lua_State *L) {
  struct fv_buffer *buffer = self(L);
  int i, last = lua_gettop(L);
  size_t wanted, length;
  if (last == 1) lua_settop(L, last = 2);
  for (i = 2; i <= last; i++) {
    wanted = lua_isnil(L, i) ? MAX_LENGTH : check_length(L, i);
    length = length_of(buffer);
    if (wanted > length) wanted = length;
    lua_pushlstring(L, buffer->bytes + buffer->start, wanted);
    lua_replace(L, i);
    buffer->start += wanted;
  }
  if (length_of(buffer) == 0) set_empty(buffer);
  return last - 1;
}

/* buffer:skip(length) */
static int skip(lua_State *L) {
  struct fv_buffer *buffer = self(L);
  size_t count = check_length(L, 2);
  if (count < length_of(buffer)) {
    buffer->start += count;
  } else {
    set_empty(buffer);
  }
  return chain(L);
}

/* buffer:reset() */
static int reset(lua_State *L) {
  set_empty(self(L));
  return chain(L);
}

/* buffer:free() */
static int free_buffer(lua_State *L) {
  struct fv_buffer *buffer = self(L);
  set_empty(buffer);
  resize(L, buffer, 0);
  return chain(L);
}

/* buffer:set(string) */
static int set(lua_State *L) {
  struct fv_buffer *buffer = self(L);
  const char *bytes;
  size_t length;
  if (lua_type(L, 2) == LUA_TCDATA) fv_raise_unsupported(L, 1, "buffer:set of a pointer needs LuaJIT's ffi");
  bytes = check_string(L, 2, &length);
  set_empty(buffer);
  fv_buffer_add(L, buffer, bytes, length);
  return chain(L);
}

static int to_string(lua_State *L) {
  const struct fv_buffer *buffer = self(L);
  lua_pushlstring(L, buffer->bytes + buffer->start, length_of(buffer));
  return 1;
}

static int length(lua_State *L) {
  lua_pushnumber(L, (lua_Number)length_of(self(L)));
  return 1;
}

/* Buffers, strings and numbers join to a string. */
static int concatenate(lua_State *L) {
  int i;
  for (i = 1; i <= 2; i++) {
    if (!lua_isstring(L, i) && luaL_testudata(L, i, METATABLE) == NULL) {
      return luaL_error(L, "attempt to concatenate a %s value", luaL_typename(L, i));
    }
    luaL_tolstring(L, i, NULL);
  }
  lua_concat(L, 2);
  return 1;
}

/* What hands out pointers or takes them. */
static int of_pointers(lua_State *L) {
  self(L);
  return fv_raise_unsupported(L, 1, lua_pushfstring(L, "buffer:%s needs LuaJIT's ffi",
                                                    lua_tostring(L, lua_upvalueindex(1))));
}

/* Leaves the dictionaries of a buffer on the stack; their index, or 0. */
static int dictionaries(lua_State *L) {
  lua_getuservalue(L, 1);
  return lua_istable(L, -1) ? lua_gettop(L) : 0;
}

/* buffer:encode(value) */
static int encode_into(lua_State *L) {
  struct fv_buffer *buffer = self(L);
  int index;
  luaL_checkany(L, 2);
  lua_settop(L, 2);
  index = dictionaries(L);
  lua_pushvalue(L, 2);
  fv_encode(L, buffer, index);
  return chain(L);
}

/* buffer:decode() */
static int decode_from(lua_State *L) {
  struct fv_buffer *buffer = self(L);
  const char *first = buffer->bytes + buffer->start;
  int index = dictionaries(L);
  buffer->start += (size_t)(fv_decode(L, first, buffer->bytes + buffer->end, index) - first);
  return 1;
}

/* encode(value) */
static int encode(lua_State *L) {
  struct fv_buffer *buffer;
  luaL_checkany(L, 1);
  buffer = fv_push_buffer(L);
  lua_pushvalue(L, 1);
  fv_encode(L, buffer, 0);
  lua_pushlstring(L, buffer->bytes, length_of(buffer));
  resize(L, buffer, 0);
  set_empty(buffer);
  return 1;
}

/* decode(string) */
static int decode(lua_State *L) {
  size_t length;
  const char *bytes = check_string(L, 1, &length);
  if (fv_decode(L, bytes, bytes + length, 0) != bytes + length) luaL_error(L, "left-over data in buffer");
  return 1;
}

/* new([size,] [options]) */
static int new_buffer(lua_State *L) {
  int options = 1;
  size_t size = 0;
  struct fv_buffer *buffer;
  if (lua_gettop(L) >= 1 && !lua_istable(L, 1)) {
    options = 2;
    if (!lua_isnil(L, 1)) size = check_length(L, 1);
  }
  if (lua_gettop(L) >= options) {
    luaL_checktype(L, options, LUA_TTABLE);
    fv_push_dictionaries(L, options);
  } else {
    lua_pushnil(L);
  }
  buffer = fv_push_buffer(L);
  lua_insert(L, -2);
  lua_setuservalue(L, -2);
  if (size != 0) reserve(L, buffer, size);
  return 1;
}

static const luaL_Reg methods[] = {
    {"put", put},         {"get", get},          {"skip", skip},           {"reset", reset},
    {"free", free_buffer}, {"set", set},         {"tostring", to_string},  {"encode", encode_into},
    {"decode", decode_from}, {"__gc", free_buffer}, {"__len", length},     {"__tostring", to_string},
    {"__concat", concatenate}, {"putf", putf},
    {NULL, NULL},
};

static const char *const pointer_methods[] = {"putcdata", "reserve", "commit", "ref"};

static const luaL_Reg functions[] = {{"new", new_buffer}, {"encode", encode}, {"decode", decode}, {NULL, NULL}};

int fv_open_buffer(lua_State *L) {
  size_t i;
  luaL_newmetatable(L, METATABLE);
  luaL_setfuncs(L, methods, 0);
  for (i = 0; i < sizeof pointer_methods / sizeof *pointer_methods; i++) {
    lua_pushstring(L, pointer_methods[i]);
    lua_pushcclosure(L, of_pointers, 1);
    lua_setfield(L, -2, pointer_methods[i]);
  }
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pushliteral(L, "buffer");
  lua_setfield(L, -2, "__metatable");
  luaL_newlib(L, functions);
  return 1;
}
