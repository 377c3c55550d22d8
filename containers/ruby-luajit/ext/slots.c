/* Ruby objects that Lua holds on to. Lua has a userdata (the handle) with the index of the slot, Ruby's garbage
 * collector marks the slot, and Lua's collector frees it. A handle is believed only when its slot points back at
 * it, so that no trick with debug.setupvalue can make us read a wrong object. */
#include "extension.h"
#include <stdlib.h>

void slots_init(struct slots *slots) { *slots = (struct slots){.first_free = -1}; }

void slots_mark(struct slots *slots) {
  for (uint32_t i = 0; i < slots->count; i++) rb_gc_mark(slots->items[i].value);
}

void slots_free(struct slots *slots) {
  free(slots->items);
  slots_init(slots);
}

/* NO_SLOT when memory has run out. */
uint32_t slots_take(struct slots *slots, VALUE value, int exit_tag) {
  uint32_t index;
  if (slots->first_free >= 0) {
    index = (uint32_t)slots->first_free;
    slots->first_free = slots->items[index].next_free;
  } else {
    if (slots->count == slots->capacity) {
      uint32_t capacity = slots->capacity * 2 + 8;
      struct slot *grown = realloc(slots->items, capacity * sizeof *grown);
      if (!grown) return NO_SLOT;
      slots->items = grown;
      slots->capacity = capacity;
    }
    index = slots->count++;
  }
  slots->items[index] = (struct slot){.value = value, .exit_tag = exit_tag, .next_free = -1};
  return index;
}

void slots_release(struct slots *slots, uint32_t index) {
  slots->items[index] = (struct slot){.value = Qnil, .next_free = slots->first_free};
  slots->first_free = (int32_t)index;
}

struct slot *slots_of_handle(struct slots *slots, const struct handle *handle, size_t size) {
  if (!handle || size != sizeof *handle || handle->slot >= slots->count) return NULL;
  struct slot *slot = &slots->items[handle->slot];
  return slot->handle == handle ? slot : NULL;
}
