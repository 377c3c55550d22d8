/*
 * A value is a tag and what the tag calls for; a string's tag holds its length. Tags, lengths and counts take one,
 * two or five bytes. A table is the slots of its array part from 0 or 1 on, then the pairs of its hash part.
 */
#define LUA_CORE
#include "serialize.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "int64.h"
#include "lauxlib.h"
#include "lobject.h"
#include "unsupported.h"

enum {
  TAG_NIL, TAG_FALSE, TAG_TRUE, TAG_NULL, TAG_POINTER32, TAG_POINTER64, TAG_INT32, TAG_NUMBER,
  TAG_TABLE, /* + 1 with a hash part, + 2 with an array part from 0 on, + 4 with one from 1 on */
  TAG_METATABLE = TAG_TABLE + 6, TAG_DICTIONARY, TAG_INT64, TAG_UINT64, TAG_COMPLEX,
  TAG_STRING = 0x20 /* + length */
};

#define MAX_DEPTH 100
#define NAN_BITS 0xfff8000000000000ULL

/* What the table of dictionaries holds. */
enum { STRINGS = 1, STRING_INDEXES, METATABLES, METATABLE_INDEXES };

struct encoder {
  lua_State *L;
  struct fv_buffer *buffer;
  int dictionaries, depth;
};

struct decoder {
  lua_State *L;
  const char *next, *end;
  int dictionaries, depth;
};

/* Sets dictionaries[which] to an option's list of values of a type, and the field after it to where each is. */
static void add_dictionary(lua_State *L, int options, const char *name, int type, int which) {
  int i, count;
  lua_pushstring(L, name);
  lua_rawget(L, options);
  if (lua_istable(L, -1)) {
    lua_newtable(L);
    count = (int)lua_rawlen(L, -2);
    for (i = 1; i <= count; i++) {
      lua_rawgeti(L, -2, i);
      if (lua_type(L, -1) != type) {
        if (!lua_isboolean(L, -1) || lua_toboolean(L, -1)) luaL_error(L, "bad options table");
        lua_pop(L, 1);
        continue;
      }
      lua_pushvalue(L, -1);
      lua_rawget(L, -3);
      if (lua_isnil(L, -1)) { /* the first place counts */
        lua_pop(L, 1);
        lua_pushinteger(L, i - 1);
        lua_rawset(L, -3);
      } else {
        lua_pop(L, 2);
      }
    }
    lua_rawseti(L, -3, which + 1);
    lua_rawseti(L, -2, which);
  } else {
    lua_pop(L, 1);
  }
}

void fv_push_dictionaries(lua_State *L, int options) {
  lua_newtable(L);
  add_dictionary(L, options, "dict", LUA_TSTRING, STRINGS);
  add_dictionary(L, options, "metatable", LUA_TTABLE, METATABLES);
}

static void add(struct encoder *e, const void *bytes, size_t count) { fv_buffer_add(e->L, e->buffer, bytes, count); }

/* A tag, and after it a value of the machine, little-endian as wasm is. */
static void add_tagged(struct encoder *e, int tag, const void *bytes, size_t count) {
  char byte = (char)tag;
  add(e, &byte, 1);
  add(e, bytes, count);
}

static void add_count(struct encoder *e, uint32_t count) {
  char bytes[2];
  if (count < 0xe0) {
    bytes[0] = (char)count;
    add(e, bytes, 1);
  } else if (count < 0x1fe0) {
    count -= 0xe0;
    bytes[0] = (char)(0xe0 | count >> 8);
    bytes[1] = (char)count;
    add(e, bytes, 2);
  } else {
    add_tagged(e, 0xff, &count, 4);
  }
}

static void add_string(struct encoder *e) {
  size_t length;
  const char *bytes = lua_tolstring(e->L, -1, &length);
  add_count(e, (uint32_t)(TAG_STRING + length));
  add(e, bytes, length);
}

static void add_number(struct encoder *e) {
  lua_Number number = lua_tonumber(e->L, -1);
  uint64_t bits = NAN_BITS;
  if (number == number) memcpy(&bits, &number, sizeof bits);
  add_tagged(e, TAG_NUMBER, &bits, sizeof bits);
}

static void add_int64(struct encoder *e) {
  long long value;
  int is_unsigned;
  fv_toint64(e->L, -1, &value, &is_unsigned);
  add_tagged(e, is_unsigned ? TAG_UINT64 : TAG_INT64, &value, sizeof value);
}

static void add_pointer(struct encoder *e) {
  uint32_t address = (uint32_t)(uintptr_t)lua_touserdata(e->L, -1);
  if (address == 0) {
    add_tagged(e, TAG_NULL, NULL, 0);
  } else {
    add_tagged(e, TAG_POINTER32, &address, sizeof address);
  }
}

/* If a dictionary has the value on top of the stack: writes its tag and the place there. */
static int add_place(struct encoder *e, int which, int tag) {
  lua_State *L = e->L;
  int found = 0;
  if (e->dictionaries == 0) return 0;
  lua_rawgeti(L, e->dictionaries, which);
  if (lua_istable(L, -1)) {
    lua_pushvalue(L, -2);
    lua_rawget(L, -2);
    found = lua_isnumber(L, -1);
    if (found) {
      uint32_t place = (uint32_t)lua_tonumber(L, -1);
      add_tagged(e, tag, NULL, 0);
      add_count(e, place);
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return found;
}

/* Whether a key, at the top of the stack, belongs to the array part of so many slots. */
static int in_array(lua_State *L, int slots) {
  lua_Number key;
  if (lua_type(L, -1) != LUA_TNUMBER) return 0;
  key = lua_tonumber(L, -1);
  return key >= 0 && key < slots && key == (int)key;
}

static void add_value(struct encoder *e);

/* The table is on top of the stack. The pairs go from the last to the first, for which their keys are listed. */
static void add_table(struct encoder *e) {
  lua_State *L = e->L;
  int table = lua_gettop(L), slots = ((const Table *)lua_topointer(L, table))->sizearray, first = 0, pairs = 0, i;
  if (e->depth-- <= 0) luaL_error(L, "too deep to serialize");
  luaL_checkstack(L, 8, NULL);
  if (lua_getmetatable(L, table)) {
    add_place(e, METATABLE_INDEXES, TAG_METATABLE);
    lua_pop(L, 1);
  }
  lua_newtable(L);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    if (in_array(L, slots)) continue;
    lua_pushvalue(L, -1);
    lua_rawseti(L, table + 1, ++pairs);
  }
  for (; slots > 0; slots--) {
    int used;
    lua_rawgeti(L, table, slots - 1);
    used = !lua_isnil(L, -1);
    lua_pop(L, 1);
    if (used) break;
  }
  if (slots > 0) {
    lua_rawgeti(L, table, 0);
    first = lua_isnil(L, -1);
    lua_pop(L, 1);
  }
  add_tagged(e, TAG_TABLE + (pairs > 0) + (slots == 0 ? 0 : first ? 4 : 2), NULL, 0);
  if (slots > 0) add_count(e, (uint32_t)slots);
  if (pairs > 0) add_count(e, (uint32_t)pairs);
  for (i = first; i < slots; i++) {
    lua_rawgeti(L, table, i);
    add_value(e);
  }
  for (; pairs > 0; pairs--) {
    lua_rawgeti(L, table + 1, pairs);
    lua_pushvalue(L, -1);
    if (lua_type(L, -1) == LUA_TSTRING && add_place(e, STRING_INDEXES, TAG_DICTIONARY)) {
      lua_pop(L, 1);
    } else {
      add_value(e);
    }
    lua_rawget(L, table);
    add_value(e);
  }
  lua_settop(L, table);
  e->depth++;
}

/* Writes the value on top of the stack, and pops it. */
static void add_value(struct encoder *e) {
  lua_State *L = e->L;
  switch (lua_type(L, -1)) {
    case LUA_TNIL: add_tagged(e, TAG_NIL, NULL, 0); break;
    case LUA_TBOOLEAN: add_tagged(e, lua_toboolean(L, -1) ? TAG_TRUE : TAG_FALSE, NULL, 0); break;
    case LUA_TNUMBER: add_number(e); break;
    case LUA_TSTRING: add_string(e); break;
    case LUA_TTABLE: add_table(e); break;
    case LUA_TCDATA: add_int64(e); break;
    case LUA_TLIGHTUSERDATA: add_pointer(e); break;
    default: luaL_error(L, "cannot serialize " LUA_QS, luaL_typename(L, -1));
  }
  lua_pop(L, 1);
}

void fv_encode(lua_State *L, struct fv_buffer *buffer, int dictionaries) {
  /* An error must leave the buffer as it was: what is written counts only at the end. */
  struct fv_buffer *written = fv_push_buffer(L);
  struct encoder e = {L, written, dictionaries, MAX_DEPTH};
  lua_insert(L, -2);
  add_value(&e);
  fv_buffer_add(L, buffer, written->bytes, written->end);
}

static void need(struct decoder *d, size_t count) {
  if (count > (size_t)(d->end - d->next)) luaL_error(d->L, "unexpected end of buffer");
}

static void take(struct decoder *d, void *value, size_t count) {
  need(d, count);
  memcpy(value, d->next, count);
  d->next += count;
}

static uint32_t take_count(struct decoder *d) {
  unsigned char byte, more;
  uint32_t count;
  take(d, &byte, 1);
  if (byte < 0xe0) return byte;
  if (byte == 0xff) {
    take(d, &count, 4);
    return count;
  }
  take(d, &more, 1);
  return ((byte & 0x1fu) << 8) + more + 0xe0;
}

/* Pushes what a dictionary has at the place that comes next. */
static void take_place(struct decoder *d, int which, int type) {
  lua_State *L = d->L;
  uint32_t place = take_count(d) + 1;
  if (d->dictionaries != 0) {
    lua_rawgeti(L, d->dictionaries, which);
    if (lua_istable(L, -1)) {
      lua_rawgeti(L, -1, (int)place);
      lua_remove(L, -2);
      if (lua_type(L, -1) == type) return;
    }
  }
  luaL_error(L, "cannot deserialize dictionary index %d", (int)place);
}

static void take_value(struct decoder *d);

/* Raised from within LuaJIT's tables, which know no position. */
static void refuse_key(lua_State *L, const char *message) {
  lua_pushstring(L, message);
  lua_error(L);
}

static void take_pair(struct decoder *d) {
  lua_State *L = d->L;
  take_value(d);
  if (lua_isnil(L, -1)) refuse_key(L, "table index is nil");
  if (lua_type(L, -1) == LUA_TNUMBER && lua_tonumber(L, -1) != lua_tonumber(L, -1)) {
    refuse_key(L, "table index is NaN");
  }
  lua_pushvalue(L, -1);
  lua_rawget(L, -3);
  if (!lua_isnil(L, -1)) luaL_error(L, "duplicate table key");
  lua_pop(L, 1);
  take_value(d);
  lua_rawset(L, -3);
}

static void bad_tag(lua_State *L, uint32_t tag) {
  static const char digits[] = "0123456789abcdef";
  luaL_error(L, "cannot deserialize tag 0x%c%c", digits[tag >> 4 & 15], digits[tag & 15]);
}

static void take_table(struct decoder *d, uint32_t tag) {
  lua_State *L = d->L;
  uint32_t slots = 0, pairs = 0, room, i;
  int has_metatable = tag == TAG_METATABLE;
  if (d->depth-- <= 0) luaL_error(L, "too deep to serialize");
  luaL_checkstack(L, 8, NULL);
  if (has_metatable) {
    take_place(d, METATABLES, LUA_TTABLE);
    tag = take_count(d);
    if (tag < TAG_TABLE || tag >= TAG_METATABLE) bad_tag(L, tag);
  }
  if (tag >= TAG_TABLE + 2) slots = take_count(d);
  if (tag & 1) pairs = take_count(d);
  room = (uint32_t)(d->end - d->next); /* what is missing will be an error, and must not cost memory first */
  lua_createtable(L, slots == 0 ? 0 : (int)(slots < room ? slots - 1 : room), (int)(pairs < room ? pairs : room));
  for (i = tag >= TAG_TABLE + 4; i < slots; i++) {
    take_value(d);
    lua_rawseti(L, -2, (int)i);
  }
  for (; pairs > 0; pairs--) take_pair(d);
  if (has_metatable) {
    lua_insert(L, -2);
    lua_setmetatable(L, -2);
  }
  d->depth++;
}

static void take_string(struct decoder *d, size_t length) {
  need(d, length);
  lua_pushlstring(d->L, d->next, length);
  d->next += length;
}

/* A NaN must not get into the VM with its bits: they could look like another value. */
static void take_number(struct decoder *d) {
  lua_Number number;
  take(d, &number, sizeof number);
  lua_pushnumber(d->L, number == number ? number : (lua_Number)NAN);
}

static void take_int32(struct decoder *d) {
  int32_t number;
  take(d, &number, sizeof number);
  lua_pushnumber(d->L, number);
}

static void take_int64(struct decoder *d, int is_unsigned) {
  unsigned long long bits;
  take(d, &bits, sizeof bits);
  fv_push_int64(d->L, bits, is_unsigned);
}

static void take_pointer(struct decoder *d, size_t size) {
  uint64_t address = 0;
  take(d, &address, size);
  lua_pushlightuserdata(d->L, (void *)(uintptr_t)address);
}

/* Reads a value and pushes it. */
static void take_value(struct decoder *d) {
  uint32_t tag = take_count(d);
  if (tag >= TAG_STRING) {
    take_string(d, tag - TAG_STRING);
    return;
  }
  switch (tag) {
    case TAG_NIL: lua_pushnil(d->L); break;
    case TAG_FALSE:
    case TAG_TRUE: lua_pushboolean(d->L, tag == TAG_TRUE); break;
    case TAG_NULL: take_pointer(d, 0); break;
    case TAG_POINTER32: take_pointer(d, 4); break;
    case TAG_POINTER64: take_pointer(d, 8); break;
    case TAG_INT32: take_int32(d); break;
    case TAG_NUMBER: take_number(d); break;
    case TAG_DICTIONARY: take_place(d, STRINGS, LUA_TSTRING); break;
    case TAG_INT64:
    case TAG_UINT64: take_int64(d, tag == TAG_UINT64); break;
    case TAG_COMPLEX: fv_raise_unsupported(d->L, 1, "a complex number needs LuaJIT's ffi"); break;
    default:
      if (tag > TAG_METATABLE) bad_tag(d->L, tag);
      take_table(d, tag);
  }
}

const char *fv_decode(lua_State *L, const char *bytes, const char *end, int dictionaries) {
  struct decoder d = {L, bytes, end, dictionaries, MAX_DEPTH};
  take_value(&d);
  return d.next;
}
