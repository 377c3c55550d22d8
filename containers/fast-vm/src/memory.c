/* The allocator of the VM: counts what Lua holds, and refuses what would go over the cap. */
#include <stdlib.h>

#include "fast_vm.h"

static size_t used, cap;

/* lua_Alloc. A refusal makes Lua collect garbage, ask again, and then raise "not enough memory". */
void *fv_allocate(void *ud, void *block, size_t old_size, size_t new_size) {
  void *result;
  (void)ud;
  if (block == NULL) old_size = 0; /* Lua passes the kind of object instead */
  if (new_size == 0) {
    used -= old_size;
    free(block);
    return NULL;
  }
  if (cap != 0 && new_size > old_size && new_size - old_size > cap - (used < cap ? used : cap)) return NULL;
  result = realloc(block, new_size);
  if (result != NULL) used += new_size - old_size;
  return result;
}

/* Bytes that Lua may hold; 0 for no limit but the address space. */
FV_EXPORT("vm_cap") void fv_cap(size_t bytes) { cap = bytes; }

/* Bytes that Lua holds. */
FV_EXPORT("vm_used") size_t fv_used(void) { return used; }

/* Room for what the host hands over: scripts, files, arguments. */
FV_EXPORT("vm_alloc") void *fv_alloc(size_t bytes) { return malloc(bytes); }
FV_EXPORT("vm_free") void fv_free(void *block) { free(block); }
