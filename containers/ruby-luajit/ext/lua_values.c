/* Values on the Lua side. Every function here may throw a Lua error. */
#include "extension.h"

void check_wire(lua_State *L, const struct wire *w) {
  if (w->failed) luaL_error(L, "not enough memory");
}

/* A table is an array when its keys are exactly 1..n, whatever lua_objlen makes of holes. An empty one is not. */
static bool is_sequence(lua_State *L, int index) {
  double largest = 0;
  size_t count = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    double key = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : 0;
    if (key < 1 || key > INT32_MAX || key != (double)(int32_t)key) {
      lua_pop(L, 1);
      return false;
    }
    if (key > largest) largest = key;
    count++;
  }
  return count > 0 && (double)count == largest;
}

static void table_to_wire(lua_State *L, int index, struct wire *w, int depth) {
  if (is_sequence(L, index)) {
    wire_put_tag(w, WIRE_ARRAY);
    for (int i = 1, n = (int)lua_objlen(L, index); i <= n; i++) {
      lua_rawgeti(L, index, i);
      lua_to_wire(L, -1, w, depth + 1);
      lua_pop(L, 1);
    }
  } else {
    wire_put_tag(w, WIRE_TABLE);
    lua_pushnil(L);
    while (lua_next(L, index)) {
      lua_to_wire(L, -2, w, depth + 1);
      lua_to_wire(L, -1, w, depth + 1);
      lua_pop(L, 1);
    }
  }
  wire_put_tag(w, WIRE_END);
}

/* The text that tostring() gives, without asking the script's own tostring. */
static void text_to_wire(lua_State *L, int index, struct wire *w) {
  size_t length;
  if (!luaL_callmeta(L, index, "__tostring"))
    lua_pushfstring(L, "%s: %p", luaL_typename(L, index), lua_topointer(L, index));
  const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : NULL;
  if (text) wire_put_string(w, text, length);
  else wire_put_string(w, "?", 1);
  lua_pop(L, 1);
}

static bool handle_to_wire(lua_State *L, int index, struct wire *w) {
  struct state *s = state_of(L);
  const struct handle *handle = lua_touserdata(L, index);
  struct slot *slot = slots_of_handle(&s->slots, handle, lua_objlen(L, index));
  if (!slot || slot->exit_tag != RUBY_TAG_RAISE) return false;
  wire_put_tag(w, WIRE_EXCEPTION);
  wire_put_u32(w, handle->slot);
  return true;
}

void lua_to_wire(lua_State *L, int index, struct wire *w, int depth) {
  size_t length;
  luaL_checkstack(L, 6, "too many values for Ruby");
  if (index < 0 && index > LUA_REGISTRYINDEX) index = lua_gettop(L) + index + 1;
  if (depth > WIRE_MAX_DEPTH) luaL_error(L, "value is nested too deeply, or contains itself");
  switch (lua_type(L, index)) {
  case LUA_TNIL: wire_put_tag(w, WIRE_NIL); break;
  case LUA_TBOOLEAN: wire_put_tag(w, lua_toboolean(L, index) ? WIRE_TRUE : WIRE_FALSE); break;
  case LUA_TNUMBER: wire_put_number(w, lua_tonumber(L, index)); break;
  case LUA_TSTRING: {
    const char *bytes = lua_tolstring(L, index, &length);
    wire_put_string(w, bytes, length);
    break;
  }
  case LUA_TTABLE: table_to_wire(L, index, w, depth); break;
  case LUA_TFUNCTION:
    lua_pushvalue(L, index);
    wire_put_tag(w, WIRE_FUNCTION);
    wire_put_u32(w, (uint32_t)luaL_ref(L, LUA_REGISTRYINDEX));
    break;
  case LUA_TUSERDATA:
    if (handle_to_wire(L, index, w)) break; /* fall through */
  default: text_to_wire(L, index, w);
  }
  check_wire(L, w);
}

void wire_to_lua(lua_State *L, struct state *s, struct wire *w) {
  luaL_checkstack(L, 6, "too many values for Lua");
  switch (wire_take_tag(w)) {
  case WIRE_TRUE: lua_pushboolean(L, 1); break;
  case WIRE_FALSE: lua_pushboolean(L, 0); break;
  case WIRE_NUMBER: lua_pushnumber(L, wire_take_number(w)); break;
  case WIRE_STRING: {
    uint32_t length = wire_take_u32(w);
    lua_pushlstring(L, wire_take_bytes(w, length), length);
    break;
  }
  case WIRE_ARRAY:
    lua_newtable(L);
    for (int i = 1; !wire_at_end_mark(w); i++) {
      wire_to_lua(L, s, w);
      lua_rawseti(L, -2, i);
    }
    break;
  case WIRE_TABLE:
    lua_newtable(L);
    while (!wire_at_end_mark(w)) {
      wire_to_lua(L, s, w);
      wire_to_lua(L, s, w);
      if (lua_isnil(L, -2) || (lua_type(L, -2) == LUA_TNUMBER && lua_tonumber(L, -2) != lua_tonumber(L, -2)))
        luaL_error(L, "nil and NaN cannot be keys of a Lua table");
      lua_rawset(L, -3);
    }
    break;
  case WIRE_FUNCTION: lua_rawgeti(L, LUA_REGISTRYINDEX, (int)wire_take_u32(w)); break;
  case WIRE_CALLABLE: push_callable(L, s, wire_take_u32(w)); break;
  case WIRE_EXCEPTION: push_exception(L, s, wire_take_u32(w)); break;
  default: lua_pushnil(L);
  }
}
