/* How the LuaJIT in this program was compiled, found out from the program itself: nothing else can be believed. */
#define _GNU_SOURCE
#include "extension.h"
#include <dlfcn.h>

static void put(VALUE flags, const char *name, bool on) {
  rb_hash_aset(flags, rb_str_new_cstr(name), on ? Qtrue : Qfalse);
}

/* LuaJIT.build_flags: names and whether they hold. Functions and messages that only such a build contains tell them; a
 * program without its symbol table, or with LuaJIT in a shared library, shows fewer than it has. */
static VALUE build_flags(VALUE module) {
  VALUE flags = rb_iv_get(module, "@build_flags");
  if (!NIL_P(flags)) return flags;
  symbols_load();
  flags = rb_hash_new();
  put(flags, "assertions", program_has_text("bad GC", " state"));
  put(flags, "apiChecks", program_has_text("stack slot %d", " out of range"));
  put(flags, "gdbJit", program_has_function("__jit_debug_register_code"));
  put(flags, "perfMap", program_has_text("/tmp/perf-", "%d.map"));
  put(flags, "systemAllocator", program_has_function("lj_state_new") && !program_has_function("lj_alloc_create"));
  put(flags, "asan", dlsym(RTLD_DEFAULT, "__asan_init") || program_has_function("__asan_init"));
  rb_iv_set(module, "@build_flags", rb_obj_freeze(flags));
  return flags;
}

void init_build(void) {
#ifdef LUAPARITY_EMBEDDER_NAIVE
  const char *embedder = "naive";
#else
  const char *embedder = "checked";
#endif
  /* EMBEDDER: whether State.new looks at what luaL_newstate returns. */
  rb_define_const(luajit_module, "EMBEDDER", rb_str_freeze(rb_str_new_cstr(embedder)));
  rb_define_singleton_method(luajit_module, "build_flags", build_flags, 0);
}
