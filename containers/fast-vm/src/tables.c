/*
 * Tables as LuaJIT has them, behind the interface of Lua's own ltable.h: what `#` answers for a table with holes,
 * and the order in which `pairs` visits numbers and booleans, follow from how a table grows and where a key lands.
 *
 * Two parts. The array part has slots for the keys 0 to sizearray-1 (0 is a slot like any other). The hash part is
 * empty (lsizenode 0, all tables share one node) or has a power of two of nodes, at least 2; colliding keys are
 * chained, and a key that is not in its own main position makes way for one that is (Brent's variation).
 *
 * Strings and objects are the exception: LuaJIT spreads them by when they were made, differently in every run. Here
 * a seed given by the host spreads them, and an order of which each table keeps the one it was made under
 * (hash_seed.h).
 */
#include <string.h>

#define ltable_c
#define LUA_CORE

#include "lua.h"

#include "budget.h"
#include "iteration.h"
#include "hash_seed.h"
#include "ldebug.h"
#include "lgc.h"
#include "lmem.h"
#include "lobject.h"
#include "lstate.h"
#include "lstring.h"
#include "ltable.h"
#include "lvm.h"

/* LuaJIT's limits: slots of the array part (array keys have 28 bits), and bits of the number of nodes. */
#define ARRAY_BINS 28
#define MAX_ARRAY_SLOTS ((1u << (ARRAY_BINS - 1)) + 1)
#define MAX_NODE_BITS 26

/* The one node of all tables without a hash part: never written to. */
static const Node shared_node = {{NILCONSTANT}, {{NILCONSTANT, NULL}}};
#define has_nodes(t) ((t)->lsizenode != 0)

#define node_at(t, hash) gnode(t, (hash) & (sizenode(t) - 1))

static inline unsigned int rotate_left(unsigned int x, int n) { return x << n | x >> (32 - n); }

/* LuaJIT's mix of two words into a hash. */
static inline unsigned int mix(unsigned int low, unsigned int high) {
  low = (low ^ high) - rotate_left(high, 14);
  return (rotate_left(high, 19) ^ low) - rotate_left(low, 13);
}

/* The hash of a number is that of its bits without the sign. */
static inline Node *main_position_of_number(const Table *t, lua_Number n) {
  union {
    lua_Number number;
    struct {
      unsigned int low, high;
    } words;
  } u;
  u.number = n;
  return node_at(t, mix(u.words.low, u.words.high << 1));
}

#define main_position_of_string(t, s) node_at(t, (s)->tsv.hash ^ (t)->order)
#define main_position_of_pointer(t, p) node_at(t, mix(IntPoint(p), fv_hash_seed) ^ (t)->order)

/* Where a key belongs, unless another key that belongs there was first. */
static Node *main_position(const Table *t, const TValue *key) {
  switch (ttype(key)) {
    case LUA_TNUMBER:
      return main_position_of_number(t, nvalue(key));
    case LUA_TLNGSTR: {
      TString *s = rawtsvalue(key);
      if (s->tsv.extra == 0) { /* long strings are hashed only when they become keys */
        s->tsv.hash = luaS_hash(getstr(s), s->tsv.len, s->tsv.hash);
        s->tsv.extra = 1;
      }
      return main_position_of_string(t, s);
    }
    case LUA_TSHRSTR:
      return main_position_of_string(t, rawtsvalue(key));
    case LUA_TBOOLEAN:
      return node_at(t, bvalue(key));
    case LUA_TLIGHTUSERDATA:
      return main_position_of_pointer(t, pvalue(key));
    case LUA_TLCF:
      return main_position_of_pointer(t, fvalue(key));
    default:
      return main_position_of_pointer(t, gcvalue(key));
  }
}

/* Whether a number is an integer of 32 bits, and which. */
static inline int is_integer(lua_Number n, int *result) {
  lua_number2int(*result, n);
  return luai_numeq(cast_num(*result), n);
}

/* {====== Sizes ====== */

/* Bits of the number of nodes for so many keys; 0 for none. */
int luaH_nodebits(unsigned int keys) {
  if (keys == 0) return 0;
  return keys == 1 ? 1 : luaO_ceillog2(keys);
}

static void new_nodes(lua_State *L, Table *t, int bits) {
  int i, size = twoto(bits);
  if (bits == 0) {
    t->node = cast(Node *, &shared_node);
    t->lastfree = t->node;
    t->lsizenode = 0;
    return;
  }
  if (bits > MAX_NODE_BITS) luaG_runerror(L, "table overflow");
  t->node = luaM_newvector(L, size, Node);
  for (i = 0; i < size; i++) {
    Node *n = gnode(t, i);
    gnext(n) = NULL;
    setnilvalue(gkey(n));
    setnilvalue(gval(n));
  }
  t->lastfree = gnode(t, size);
  t->lsizenode = cast_byte(bits);
}

static void grow_array(lua_State *L, Table *t, unsigned int slots) {
  unsigned int i = t->sizearray;
  if (slots > MAX_ARRAY_SLOTS) luaG_runerror(L, "table overflow");
  luaM_reallocvector(L, t->array, t->sizearray, slots, TValue);
  t->sizearray = slots;
  for (; i < slots; i++) setnilvalue(&t->array[i]);
}

/*
 * Gives the table so many array slots and nodes (in bits). What leaves the array part goes in first, then the old
 * nodes from first to last: the order decides who gets a contested node.
 */
void luaH_resizeslots(lua_State *L, Table *t, unsigned int slots, int node_bits) {
  unsigned int old_slots = t->sizearray, i;
  int old_bits = t->lsizenode;
  Node *old_nodes = t->node;
  if (slots > old_slots) grow_array(L, t, slots);
  new_nodes(L, t, node_bits);
  if (slots < old_slots) {
    t->sizearray = slots;
    for (i = slots; i < old_slots; i++) {
      if (!ttisnil(&t->array[i])) luaH_setint(L, t, i, &t->array[i]);
    }
    luaM_reallocvector(L, t->array, old_slots, slots, TValue);
  }
  if (old_bits == 0) return;
  for (i = 0; i < cast(unsigned int, twoto(old_bits)); i++) {
    Node *old = &old_nodes[i];
    /* no barrier is needed: the entry was in the table already */
    if (!ttisnil(gval(old))) setobjt2t(L, luaH_set(L, t, gkey(old)), gval(old));
  }
  luaM_freearray(L, old_nodes, cast(size_t, twoto(old_bits)));
}

/* Room for the keys 1 to `length`, and for `keys` other keys. */
void luaH_resize(lua_State *L, Table *t, int length, int keys) {
  luaH_resizeslots(L, t, length > 0 ? length + 1 : 0, luaH_nodebits(keys));
}

/* Room for the keys 1 to `length`; as many nodes as before, filled anew. */
void luaH_resizearray(lua_State *L, Table *t, int length) { luaH_resizeslots(L, t, length + 1, t->lsizenode); }

/* The bin of a key that could be in the array part: keys up to 2, up to 4, up to 8, ... */
#define bin_of(k) ((k) > 2 ? luaO_ceillog2(k) - 1 : 0)

static int count_key(const TValue *key, unsigned int *bins) {
  int k;
  if (!ttisnumber(key) || !is_integer(nvalue(key), &k) || cast(unsigned int, k) >= MAX_ARRAY_SLOTS) return 0;
  bins[bin_of(k)]++;
  return 1;
}

/* Counts the values in the array part. */
static unsigned int count_array(const Table *t, unsigned int *bins) {
  unsigned int i = 0, b, total = 0, slots = t->sizearray;
  for (b = 0; b < ARRAY_BINS && i < slots; b++) {
    unsigned int end = (2u << b) + 1, values = 0;
    if (end > slots) end = slots;
    for (; i < end; i++) values += !ttisnil(&t->array[i]);
    bins[b] += values;
    total += values;
  }
  return total;
}

/* Counts the values in the hash part; adds those that could be in the array part to `*integers`. */
static unsigned int count_nodes(const Table *t, unsigned int *bins, unsigned int *integers) {
  unsigned int total = 0;
  int i;
  for (i = 0; i < sizenode(t); i++) {
    Node *n = gnode(t, i);
    if (ttisnil(gval(n))) continue;
    *integers += count_key(gkey(n), bins);
    total++;
  }
  return total;
}

/*
 * The largest array part of 2^n+1 slots that is more than half full. Takes the number of integer keys, gives the
 * slots; returns how many keys go there.
 */
static unsigned int best_slots(const unsigned int *bins, unsigned int *integers) {
  unsigned int b, sum = 0, keys = 0, slots = 0;
  for (b = 0; 2 * *integers > 1u << b && sum != *integers; b++) {
    sum += bins[b];
    if (bins[b] > 0 && 2 * sum > 1u << b) {
      slots = (2u << b) + 1;
      keys = sum;
    }
  }
  *integers = slots;
  return keys;
}

/* There is no free node: finds the best sizes for all keys and one more. */
static void rehash(lua_State *L, Table *t, const TValue *extra_key) {
  unsigned int bins[ARRAY_BINS] = {0};
  unsigned int integers = count_array(t, bins);
  unsigned int total = integers + 1;
  total += count_nodes(t, bins, &integers);
  integers += count_key(extra_key, bins);
  total -= best_slots(bins, &integers);
  luaH_resizeslots(L, t, integers, luaH_nodebits(total));
}

/* }====== */

/* {====== Making and freeing ====== */

Table *luaH_new(lua_State *L) {
  Table *t = &luaC_newobj(L, LUA_TTABLE, sizeof(Table), NULL, 0)->h;
  t->metatable = NULL;
  t->flags = cast_byte(~0);
  t->array = NULL;
  t->sizearray = 0;
  t->order = fv_order;
  new_nodes(L, t, 0);
  return t;
}

void luaH_free(lua_State *L, Table *t) {
  if (has_nodes(t)) luaM_freearray(L, t->node, cast(size_t, sizenode(t)));
  luaM_freearray(L, t->array, t->sizearray);
  luaM_free(L, t);
}

/* Whether a key's place depends on the seed and the order. */
static int is_unordered(const TValue *key) { return !ttisnil(key) && !ttisnumber(key) && !ttisboolean(key); }

/* Copies the nodes of a template that was made under another order, if that matters for its keys. */
static int copy_in_order(lua_State *L, Table *t, const Table *source) {
  int i, size = sizenode(source);
  for (i = 0; i < size && !is_unordered(gkey(gnode(source, i))); i++) continue;
  if (i == size || source->order == t->order) return 0;
  new_nodes(L, t, source->lsizenode);
  for (i = 0; i < size; i++) {
    Node *n = gnode(source, i);
    if (ttisnil(gkey(n))) continue;
    TValue *value = luaH_newkey(L, t, gkey(n));
    setobj2t(L, value, gval(n));
  }
  return 1;
}

/* Makes a new, empty table one like the template of a constructor, with free nodes and unused slots as they are. */
void luaH_copy(lua_State *L, Table *t, const Table *source) {
  int size = sizenode(source);
  t->flags = 0; /* there may be metamethods */
  if (source->sizearray > 0) {
    t->array = luaM_newvector(L, source->sizearray, TValue);
    t->sizearray = source->sizearray;
    memcpy(t->array, source->array, source->sizearray * sizeof(TValue));
  }
  if (has_nodes(source) && !copy_in_order(L, t, source)) {
    Node *nodes = luaM_newvector(L, size, Node);
    int i;
    memcpy(nodes, source->node, size * sizeof(Node));
    for (i = 0; i < size; i++) {
      Node *next = gnext(&nodes[i]);
      if (next != NULL) gnext(&nodes[i]) = nodes + (next - source->node);
    }
    t->lastfree = nodes + (source->lastfree - source->node);
    t->lsizenode = source->lsizenode;
    t->node = nodes;
  }
}

/* Removes everything and keeps the room for it. */
void luaH_clear(Table *t) {
  int i;
  for (i = 0; i < t->sizearray; i++) setnilvalue(&t->array[i]);
  if (!has_nodes(t)) return;
  for (i = 0; i < sizenode(t); i++) {
    Node *n = gnode(t, i);
    gnext(n) = NULL;
    setnilvalue(gkey(n));
    setnilvalue(gval(n));
  }
  t->lastfree = gnode(t, sizenode(t));
}

/* }====== */

/* {====== Reading ====== */

static const TValue *get_number(const Table *t, lua_Number key) {
  Node *n = main_position_of_number(t, key);
  do {
    if (ttisnumber(gkey(n)) && luai_numeq(nvalue(gkey(n)), key)) return gval(n);
    n = gnext(n);
  } while (n != NULL);
  return luaO_nilobject;
}

const TValue *luaH_getint(Table *t, int key) {
  if (cast(unsigned int, key) < cast(unsigned int, t->sizearray)) return &t->array[key];
  return get_number(t, cast_num(key));
}

const TValue *luaH_getstr(Table *t, TString *key) {
  Node *n = main_position_of_string(t, key);
  do {
    if (ttisshrstring(gkey(n)) && eqshrstr(rawtsvalue(gkey(n)), key)) return gval(n);
    n = gnext(n);
  } while (n != NULL);
  return luaO_nilobject;
}

const TValue *luaH_get(Table *t, const TValue *key) {
  switch (ttype(key)) {
    case LUA_TNIL:
      return luaO_nilobject;
    case LUA_TSHRSTR:
      return luaH_getstr(t, rawtsvalue(key));
    case LUA_TNUMBER: {
      int k;
      lua_Number n = nvalue(key);
      if (is_integer(n, &k) && cast(unsigned int, k) < cast(unsigned int, t->sizearray)) return &t->array[k];
      return get_number(t, n);
    }
    default: {
      Node *n = main_position(t, key);
      do {
        if (luaV_rawequalobj(gkey(n), key)) return gval(n);
        n = gnext(n);
      } while (n != NULL);
      return luaO_nilobject;
    }
  }
}

/* }====== */

/* {====== Writing ====== */

static Node *free_node(Table *t) {
  while (t->lastfree > t->node) {
    t->lastfree--;
    if (ttisnil(gkey(t->lastfree))) return t->lastfree;
  }
  return NULL;
}

/* Adds a key that the table does not have. Whoever stores a value looks after the barrier and the flags. */
TValue *luaH_newkey(lua_State *L, Table *t, const TValue *key) {
  Node *position;
  if (ttisnil(key)) luaG_runerror(L, "table index is nil");
  if (ttisnumber(key) && luai_numisnan(L, nvalue(key))) luaG_runerror(L, "table index is NaN");
  position = main_position(t, key);
  if (!ttisnil(gval(position)) || !has_nodes(t)) {
    Node *other, *vacant = free_node(t);
    if (vacant == NULL) {
      rehash(L, t, key);
      return luaH_set(L, t, key);
    }
    other = main_position(t, gkey(position));
    if (other != position) { /* a stranger is in the key's place: moves to the free node */
      while (gnext(other) != position) other = gnext(other);
      gnext(other) = vacant;
      *vacant = *position;
      gnext(position) = NULL;
      setnilvalue(gval(position));
    } else { /* the key itself takes the free node, second in the chain */
      gnext(vacant) = gnext(position);
      gnext(position) = vacant;
      position = vacant;
    }
  }
  setobj2t(L, gkey(position), key);
  if (ttisnumber(key) && nvalue(key) == 0) setnvalue(gkey(position), 0); /* -0 is the key 0 */
  luaC_barrierback(L, obj2gco(t), key);
  lua_assert(ttisnil(gval(position)));
  return gval(position);
}

/* The place of a key's value, made if need be. Whoever stores looks after the barrier and the flags. */
TValue *luaH_set(lua_State *L, Table *t, const TValue *key) {
  const TValue *value = luaH_get(t, key);
  return value != luaO_nilobject ? cast(TValue *, value) : luaH_newkey(L, t, key);
}

/* The place of an integer key's value, made if need be. */
TValue *luaH_intslot(lua_State *L, Table *t, int key) {
  const TValue *value = luaH_getint(t, key);
  TValue k;
  if (value != luaO_nilobject) return cast(TValue *, value);
  setnvalue(&k, cast_num(key));
  return luaH_newkey(L, t, &k);
}

void luaH_setint(lua_State *L, Table *t, int key, TValue *value) {
  TValue *slot = luaH_intslot(L, t, key);
  setobj2t(L, slot, value);
}

/* }====== */

/* {====== Traversal ====== */

/* The first index from `index` on that has a value; slots come first, then nodes. */
static unsigned int find_value(const Table *t, unsigned int index) {
  unsigned int slots = t->sizearray, end = slots + sizenode(t);
  for (; index < slots; index++) {
    if (!ttisnil(&t->array[index])) return index;
  }
  for (; index < end; index++) {
    if (!ttisnil(gval(gnode(t, index - slots)))) return index;
  }
  return index;
}

/*
 * Puts the first entry from a traversal index on into key[0] and key[1], and returns the index after it; or 0 at
 * the end.
 */
unsigned int luaH_nextindex(lua_State *L, Table *t, unsigned int index, StkId key) {
  unsigned int slots = t->sizearray, found = find_value(t, index);
  (void)L; /* only used with checks */
  if (found - index > 64) fv_burn((found - index) / 8); /* a large table that is nearly empty */
  if (found < slots) {
    setnvalue(key, cast_num(found));
    setobj2s(L, key + 1, &t->array[found]);
    return found + 1;
  }
  if (found - slots < cast(unsigned int, sizenode(t))) {
    Node *n = gnode(t, found - slots);
    if (is_unordered(gkey(n))) fv_unordered = 1;
    setobj2s(L, key, gkey(n));
    setobj2s(L, key + 1, gval(n));
    return found + 1;
  }
  return 0;
}

/* The traversal index after a key. */
static unsigned int index_after(lua_State *L, Table *t, StkId key) {
  int k;
  Node *n;
  if (ttisnil(key)) return 0;
  if (ttisnumber(key) && is_integer(nvalue(key), &k) && cast(unsigned int, k) < cast(unsigned int, t->sizearray)) {
    return k + 1;
  }
  for (n = main_position(t, key); n != NULL; n = gnext(n)) {
    /* the key may be dead: it was removed during the traversal, and then collected */
    if (luaV_rawequalobj(gkey(n), key) ||
        (ttisdeadkey(gkey(n)) && iscollectable(key) && deadvalue(gkey(n)) == gcvalue(key))) {
      return t->sizearray + cast_int(n - t->node) + 1;
    }
  }
  luaG_runerror(L, "invalid key to " LUA_QL("next"));
  return 0;
}

int luaH_next(lua_State *L, Table *t, StkId key) { return luaH_nextindex(L, t, index_after(L, t, key), key) != 0; }

/* }====== */

/* {====== Length ====== */

/* `present` is 0 or a key that has a value: doubles until a key has none, and searches between. */
static int search_in_nodes(Table *t, unsigned int present) {
  unsigned int absent = present + 1;
  while (!ttisnil(luaH_getint(t, absent))) {
    present = absent;
    absent *= 2;
    if (absent > cast(unsigned int, MAX_INT - 2)) { /* built to get here: count instead */
      for (present = 1; !ttisnil(luaH_getint(t, present)); present++) continue;
      return present - 1;
    }
  }
  while (absent - present > 1) {
    unsigned int middle = (present + absent) / 2;
    if (ttisnil(luaH_getint(t, middle)))
      absent = middle;
    else
      present = middle;
  }
  return present;
}

/* A border of the table: which one, in a table with holes, depends on the size of the array part. */
int luaH_getn(Table *t) {
  unsigned int last = t->sizearray;
  if (last > 0) last--;
  if (last > 0 && ttisnil(&t->array[last])) {
    unsigned int present = 0, absent = last;
    while (absent - present > 1) {
      unsigned int middle = (present + absent) / 2;
      if (ttisnil(&t->array[middle]))
        absent = middle;
      else
        present = middle;
    }
    return present;
  }
  return has_nodes(t) ? search_in_nodes(t, last) : cast_int(last);
}

/* }====== */
