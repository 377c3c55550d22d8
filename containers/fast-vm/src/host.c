/* The exports that drive the VM, and the globals that the prelude finds in it. One state an instance. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fast_vm.h"
#include "hash_seed.h"
#include "iteration.h"
#include "lauxlib.h"
#include "lualib.h"
#include "unsupported.h"

static lua_State *L;

unsigned int fv_hash_seed, fv_order;

/* A file of the case, handed over once; the bytes stay where they are. */
struct file {
  const char *path, *bytes;
  size_t path_size, size;
  struct file *next;
};
static struct file *files;

/* __luaparity_emit(lines) */
static int emit(lua_State *L) {
  size_t size;
  const char *bytes = luaL_checklstring(L, 1, &size);
  fv_host_write(bytes, (int)size);
  return 0;
}

/* __luaparity_fetch(path): its bytes, or nil */
static int fetch(lua_State *L) {
  size_t size;
  const char *path = luaL_checklstring(L, 1, &size);
  const struct file *file;
  for (file = files; file != NULL; file = file->next) {
    if (file->path_size == size && memcmp(file->path, path, size) == 0) {
      lua_pushlstring(L, file->bytes, file->size);
      return 1;
    }
  }
  return 0;
}

/* __luaparity_clock(): seconds since 1970 on the host's clock */
static int host_clock(lua_State *L) {
  lua_pushnumber(L, fv_host_clock());
  return 1;
}

/* Makes the state. `seed` decides the order of `pairs`. False when there is no memory. */
FV_EXPORT("vm_boot") int fv_boot(unsigned int seed) {
  fv_hash_seed = seed;
  L = lua_newstate(fv_allocate, NULL);
  if (L == NULL) return 0;
  luaL_openlibs(L);
  lua_register(L, "__luaparity_emit", emit);
  lua_register(L, "__luaparity_fetch", fetch);
  lua_register(L, "__luaparity_clock", host_clock);
  lua_register(L, "__luaparity_has_iterated", fv_has_iterated);
  lua_register(L, "__luaparity_unsupported", fv_lua_unsupported);
  return 1;
}

/*
 * Which of many orders of `pairs` the case runs in; 0 is the usual one. 1 moves every key to the opposite end of its
 * table, so that what came first comes last; the others spread their number over all bits (Knuth's multiplicative hash).
 */
FV_EXPORT("vm_order") void fv_set_order(unsigned int number) {
  fv_order = number == 0 ? 0 : ~((number - 1) * 0x9e3779b9u);
}

/* Hands over a file; both blocks come from vm_alloc and belong to the VM from now on. */
FV_EXPORT("vm_file") int fv_file(const char *path, size_t path_size, const char *bytes, size_t size) {
  struct file *file = malloc(sizeof *file);
  if (file == NULL) return 0;
  *file = (struct file){path, bytes, path_size, size, files};
  files = file;
  return 1;
}

/* Pushes a string for the next call. False when there are too many; some slots are left for the call itself. */
FV_EXPORT("vm_push") int fv_push(const char *bytes, size_t size) {
  if (!lua_checkstack(L, LUA_MINSTACK)) return 0;
  lua_pushlstring(L, bytes, size);
  return 1;
}

/*
 * Compiles `size` bytes of Lua under a chunk name, and runs the chunk with the `count` strings pushed as its
 * arguments; one result is kept as the function of vm_call. 0, or Lua's status with the error on the stack.
 */
FV_EXPORT("vm_run") int fv_run(const char *bytes, size_t size, const char *name, int count) {
  int status = luaL_loadbuffer(L, bytes, size, name);
  if (status == LUA_OK) {
    lua_insert(L, -1 - count);
    status = lua_pcall(L, count, 1, 0);
  }
  if (status == LUA_OK) lua_setfield(L, LUA_REGISTRYINDEX, "luaparity.run");
  return status;
}

/* Calls the function that vm_run kept with the `count` strings pushed. */
FV_EXPORT("vm_call") int fv_call(int count) {
  fv_unordered = 0;
  fv_unsupported = NULL; /* files compiled beforehand are none of the case's business until it asks for them */
  lua_getfield(L, LUA_REGISTRYINDEX, "luaparity.run");
  lua_insert(L, -1 - count);
  return lua_pcall(L, count, 0, 0);
}

/* The error on top of the stack, as text of vm_message_size bytes. */
static size_t message_size;
FV_EXPORT("vm_message") const char *fv_message(void) {
  const char *text = lua_tolstring(L, -1, &message_size);
  if (text != NULL) return text;
  message_size = strlen("an error object that is no string");
  return "an error object that is no string";
}
FV_EXPORT("vm_message_size") size_t fv_message_size(void) { return message_size; }

/* A full collection, so that a snapshot holds no garbage. */
FV_EXPORT("vm_collect") void fv_collect(void) { lua_gc(L, LUA_GCCOLLECT, 0); }

/* The end of the heap: what lies above has never been used. */
FV_EXPORT("vm_top") void *fv_top(void) { return sbrk(0); }

/* Where static data ends and the heap begins; the C stack lies between. */
extern char __data_end, __heap_base;
FV_EXPORT("vm_data_end") void *fv_data_end(void) { return &__data_end; }
FV_EXPORT("vm_heap_start") void *fv_heap_start(void) { return &__heap_base; }
