/*
 * The table library and `unpack` as LuaJIT's: no metamethods, no bounds for insert and remove. What LuaJIT writes in
 * Lua (remove, move, foreach, foreachi, getn) takes fractions for indices until it gets to the table, says "got nil"
 * of an argument that is missing, and lets a callback yield.
 */
#define LUA_LIB
#define LUA_CORE

#include "arguments.h"
#include "budget.h"
#include "ldebug.h"
#include "lgc.h"
#include "lobject.h"
#include "lstate.h"
#include "ltable.h"
#include "lualib.h"

/* LuaJIT's limit of stack slots for a C function. */
#define MAX_C_STACK 8000

static Table *to_table(lua_State *L, int arg) { return hvalue(L->ci->func + arg); }

static Table *check_table(lua_State *L, int arg) {
  luaL_checktype(L, arg, LUA_TTABLE);
  return to_table(L, arg);
}

/* t[to] = u[from]; makes the key even for nil, which can make the table grow. */
static void copy_element(lua_State *L, Table *t, int to, Table *u, int from) {
  TValue value, *slot;
  setobj(L, &value, luaH_getint(u, from));
  slot = luaH_intslot(L, t, to);
  setobj2t(L, slot, &value);
  luaC_barrierback(L, obj2gco(t), slot);
}

static int table_getn(lua_State *L) {
  lua_settop(L, 1);
  lua_pushinteger(L, luaH_getn(check_table(L, 1)));
  return 1;
}

/* The largest number that is a key, or 0. */
static int table_maxn(lua_State *L) {
  Table *t = check_table(L, 1);
  lua_Number max = 0;
  int i;
  fv_burn(t->sizearray / 8 + sizenode(t) / 8);
  for (i = t->sizearray - 1; i >= 0 && ttisnil(&t->array[i]); i--) continue;
  if (i > 0) max = i;
  for (i = 0; i < sizenode(t); i++) {
    Node *n = gnode(t, i);
    if (!ttisnil(gval(n)) && ttisnumber(gkey(n)) && nvalue(gkey(n)) > max) max = nvalue(gkey(n));
  }
  lua_pushnumber(L, max);
  return 1;
}

static int table_insert(lua_State *L) {
  Table *t = check_table(L, 1);
  int i = luaH_getn(t) + 1, count = lua_gettop(L);
  if (count != 2) {
    int position;
    if (count != 3) return luaL_error(L, "wrong number of arguments to " LUA_QL("insert"));
    for (position = fv_check_int(L, 2); i > position; i--) {
      TValue *slot = luaH_intslot(L, t, i); /* first: it may move what is read */
      setobj2t(L, slot, luaH_getint(t, i - 1));
      fv_burn(1);
    }
    i = position;
  }
  luaH_setint(L, t, i, L->top - 1);
  luaC_barrierback(L, obj2gco(t), L->top - 1);
  return 0;
}

static int table_remove(lua_State *L) {
  Table *t;
  int length;
  lua_Number position, i;
  lua_settop(L, 2);
  t = check_table(L, 1);
  length = luaH_getn(t);
  if (lua_isnil(L, 2)) {
    if (length == 0) return 0;
    position = length;
  } else {
    position = luaL_checknumber(L, 2);
    if (!(position >= 1 && position <= length)) return 0;
  }
  lua_rawgeti(L, 1, fv_to_int(position));
  for (i = position + 1; i <= length; i++) {
    copy_element(L, t, fv_to_int(i - 1), t, fv_to_int(i));
    fv_burn(1);
  }
  setnilvalue(luaH_intslot(L, t, length));
  return 1;
}

static int table_move(lua_State *L) {
  Table *from, *to;
  lua_Number first, last, target, i;
  lua_settop(L, 5);
  from = check_table(L, 1);
  first = luaL_checknumber(L, 2);
  last = luaL_checknumber(L, 3);
  target = luaL_checknumber(L, 4);
  if (lua_isnil(L, 5)) {
    lua_pushvalue(L, 1);
    lua_replace(L, 5);
  }
  to = check_table(L, 5);
  if (last >= first) {
    lua_Number distance = target - first;
    int forward = target > last || target <= first || !lua_compare(L, 5, 1, LUA_OPEQ);
    for (i = forward ? first : last; forward ? i <= last : i >= first; i += forward ? 1 : -1) {
      copy_element(L, to, fv_to_int(i + distance), from, fv_to_int(i));
      fv_burn(1);
    }
  }
  lua_settop(L, 5);
  return 1;
}

static int table_concat(lua_State *L) {
  Table *t = check_table(L, 1);
  size_t separator_size;
  const char *separator = luaL_optlstring(L, 2, "", &separator_size);
  int i = fv_opt_int(L, 3, 1);
  int last = lua_isnoneornil(L, 4) ? luaH_getn(t) : fv_check_int(L, 4);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  if (i <= last) {
    for (;;) {
      const TValue *value = luaH_getint(t, i);
      if (ttisstring(value)) {
        luaL_addlstring(&b, svalue(value), tsvalue(value)->len);
      } else if (ttisnumber(value)) {
        lua_pushnumber(L, nvalue(value));
        luaL_addvalue(&b);
      } else {
        return luaL_error(L, "invalid value (%s) at index %d in table for " LUA_QL("concat"),
                          lua_typename(L, ttypenv(value)), i);
      }
      if (i++ == last) break;
      luaL_addlstring(&b, separator, separator_size);
      fv_burn(1);
    }
  }
  luaL_pushresult(&b);
  return 1;
}

/* {====== foreach, foreachi ====== */

/* The stack: table, function, index; and the results of a callback that yielded. */
static int foreach_from(lua_State *L, int index);
static int foreach_resumed(lua_State *L) {
  if (!lua_isnil(L, -1)) return 1;
  return foreach_from(L, (int)lua_tointeger(L, 3));
}

static int foreach_from(lua_State *L, int index) {
  for (;;) {
    lua_settop(L, 3);
    lua_pushvalue(L, 2);
    luaL_checkstack(L, 2, NULL);
    index = (int)luaH_nextindex(L, to_table(L, 1), index, L->top);
    if (index == 0) return 0;
    L->top += 2;
    lua_pushinteger(L, index);
    lua_replace(L, 3);
    lua_callk(L, 2, 1, 0, foreach_resumed);
    if (!lua_isnil(L, -1)) return 1;
  }
}

/* Calls the function with every key and value, until it returns something. */
static int table_foreach(lua_State *L) {
  lua_settop(L, 2);
  check_table(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushnil(L);
  return foreach_from(L, 0);
}

/* The stack: table, function, length, index; and the results of a callback that yielded. */
static int foreachi_from(lua_State *L, int index);
static int foreachi_resumed(lua_State *L) {
  if (!lua_isnil(L, -1)) return 1;
  return foreachi_from(L, (int)lua_tointeger(L, 4) + 1);
}

static int foreachi_from(lua_State *L, int index) {
  int length = (int)lua_tointeger(L, 3);
  for (; index <= length; index++) {
    lua_settop(L, 3);
    lua_pushinteger(L, index);
    lua_pushvalue(L, 2);
    lua_pushinteger(L, index);
    lua_rawgeti(L, 1, index);
    lua_callk(L, 2, 1, 0, foreachi_resumed);
    if (!lua_isnil(L, -1)) return 1;
  }
  return 0;
}

/* Calls the function with 1, 2, ... and the values, until it returns something. */
static int table_foreachi(lua_State *L) {
  lua_settop(L, 2);
  check_table(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushinteger(L, luaH_getn(to_table(L, 1)));
  return foreachi_from(L, 1);
}

/* }====== */

/* {====== sort: the quicksort of Lua 5.1, which asks the order function the same questions ====== */

/* Whether the value at stack index `a` belongs before that at `b` (both negative). */
static int less(lua_State *L, int a, int b) {
  int result;
  fv_burn(1);
  if (lua_isnil(L, 2)) return lua_compare(L, a, b, LUA_OPLT);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, a - 1);
  lua_pushvalue(L, b - 2);
  lua_call(L, 2, 1);
  result = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return result;
}

/* t[i], t[j] = the value on top, the one below it */
static void store_pair(lua_State *L, int i, int j) {
  lua_rawseti(L, 1, i);
  lua_rawseti(L, 1, j);
}

/*
 * Parts the values between `low` and `high`, whose ends and middle are in order already; returns where the pivot
 * ended up. Every value is read just before it is asked about.
 */
static int partition(lua_State *L, int low, int high, int middle) {
  int i = low, j = high - 1;
  lua_rawgeti(L, 1, middle); /* the pivot stays on the stack */
  lua_pushvalue(L, -1);
  lua_rawgeti(L, 1, high - 1);
  store_pair(L, middle, high - 1);
  for (;;) {
    while (lua_rawgeti(L, 1, ++i), less(L, -1, -2)) {
      if (i >= high) luaL_error(L, "invalid order function for sorting");
      lua_pop(L, 1);
    }
    while (lua_rawgeti(L, 1, --j), less(L, -3, -1)) {
      if (j <= low) luaL_error(L, "invalid order function for sorting");
      lua_pop(L, 1);
    }
    if (j < i) break;
    store_pair(L, i, j);
  }
  lua_pop(L, 3);
  lua_rawgeti(L, 1, high - 1);
  lua_rawgeti(L, 1, i);
  store_pair(L, high - 1, i);
  return i;
}

static void sort_between(lua_State *L, int low, int high) {
  while (low < high) {
    int middle;
    lua_rawgeti(L, 1, low);
    lua_rawgeti(L, 1, high);
    if (less(L, -1, -2))
      store_pair(L, low, high);
    else
      lua_pop(L, 2);
    if (high - low == 1) return;
    middle = (low + high) / 2;
    lua_rawgeti(L, 1, middle);
    lua_rawgeti(L, 1, low);
    if (less(L, -2, -1)) {
      store_pair(L, middle, low);
    } else {
      lua_pop(L, 1);
      lua_rawgeti(L, 1, high);
      if (less(L, -1, -2))
        store_pair(L, middle, high);
      else
        lua_pop(L, 2);
    }
    if (high - low == 2) return;
    middle = partition(L, low, high, middle);
    if (middle - low < high - middle) { /* the smaller side first, by a call; the other goes on here */
      sort_between(L, low, middle - 1);
      low = middle + 1;
    } else {
      sort_between(L, middle + 1, high);
      high = middle - 1;
    }
  }
}

static int table_sort(lua_State *L) {
  int length = luaH_getn(check_table(L, 1));
  lua_settop(L, 2);
  if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  luaL_checkstack(L, 8, NULL);
  sort_between(L, 1, length);
  return 0;
}

/* }====== */

static int unpack(lua_State *L) {
  Table *t = check_table(L, 1);
  int first = fv_opt_int(L, 2, 1);
  int last = lua_isnoneornil(L, 3) ? luaH_getn(t) : fv_check_int(L, 3);
  unsigned int i, count;
  if (first > last) return 0;
  count = (unsigned int)last - (unsigned int)first;
  if (count >= MAX_C_STACK || (int)++count + lua_gettop(L) > MAX_C_STACK || !lua_checkstack(L, count)) {
    return luaL_error(L, "too many results to unpack");
  }
  fv_burn(count / 8);
  for (i = 0; i < count; i++) {
    setobj2s(L, L->top, luaH_getint(t, first + i));
    L->top++;
  }
  return count;
}

/* {====== table.new, table.clear: there only after require ====== */

static int table_new(lua_State *L) {
  int length = fv_check_int(L, 1), keys = fv_check_int(L, 2);
  if (keys < 0) luaG_runerror(L, "table overflow");
  fv_burn(length / 8 + keys / 8);
  lua_createtable(L, length > 0 ? length : 0, keys);
  return 1;
}

static int table_clear(lua_State *L) {
  Table *t = check_table(L, 1);
  fv_burn(t->sizearray / 8 + sizenode(t) / 8);
  luaH_clear(t);
  return 0;
}

/* The loaders of both: the function becomes a field of the library, too, which is the upvalue. */
static int load_function(lua_State *L, const char *name, lua_CFunction function) {
  lua_pushcfunction(L, function);
  lua_pushvalue(L, -1);
  lua_setfield(L, lua_upvalueindex(1), name);
  return 1;
}

static int load_table_new(lua_State *L) { return load_function(L, "new", table_new); }
static int load_table_clear(lua_State *L) { return load_function(L, "clear", table_clear); }

/* }====== */

static const luaL_Reg functions[] = {
    {"concat", table_concat},     {"foreach", table_foreach}, {"foreachi", table_foreachi},
    {"getn", table_getn},         {"insert", table_insert},   {"maxn", table_maxn},
    {"move", table_move},         {"remove", table_remove},   {"sort", table_sort},
    {NULL, NULL},
};

LUAMOD_API int luaopen_table(lua_State *L) {
  luaL_newlib(L, functions);
  lua_pushcfunction(L, unpack);
  lua_setglobal(L, "unpack");
  luaL_getsubtable(L, LUA_REGISTRYINDEX, "_PRELOAD");
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, load_table_new, 1);
  lua_setfield(L, -2, "table.new");
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, load_table_clear, 1);
  lua_setfield(L, -2, "table.clear");
  lua_pop(L, 1);
  return 1;
}
