/* The iterators of the base library, which the VM runs without calling them (lvm.c). */
#ifndef FAST_VM_ITERATION_H
#define FAST_VM_ITERATION_H

#include "lua.h"

/*
 * Set when a traversal comes upon a key whose place depends on the hash seed, that is any but numbers and booleans:
 * what follows may depend on the order.
 */
extern int fv_unordered;

/* __luaparity_has_iterated(): whether that has happened since the case began. */
int fv_has_iterated(lua_State *L);

int fv_next(lua_State *L);
int fv_pairs(lua_State *L);
int fv_ipairs(lua_State *L);
int fv_ipairs_step(lua_State *L);

/*
 * The control variable of a loop over `next` holds the traversal index instead of the key: the loop goes on from
 * where it was even if the body adds keys, as LuaJIT's does. Only the debug library can see it, as a light userdata.
 */
#define LUA_TKEYINDEX (LUA_TLIGHTUSERDATA | 1 << 4)
#define ttiskeyindex(o) checktag((o), LUA_TKEYINDEX)
#define keyindexvalue(o) cast(unsigned int, val_(o).b)
#define setkeyindex(o, index)       \
  {                                 \
    TValue *o_ = (o);               \
    val_(o_).b = cast_int(index);   \
    settt_(o_, LUA_TKEYINDEX);      \
  }

#endif
