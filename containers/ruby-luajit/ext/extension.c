/* The Ruby module LuaJIT. */
#include "extension.h"

VALUE luajit_module, state_class, function_class, values_class, error_class;

void Init_luajit(void);

void Init_luajit(void) {
  luajit_module = rb_define_module("LuaJIT");
  values_class = rb_define_class_under(luajit_module, "Values", rb_cArray);
  rb_define_const(luajit_module, "VERSION", rb_str_freeze(rb_str_new_cstr(LUAJIT_VERSION)));
  init_errors();
  init_state();
  init_function();
  init_channel();
  init_jit_activity();
  init_crash();
  init_process();
  init_build();
  rb_provide("luajit.so"); /* so that `require 'luajit'` finds what is compiled in */
}
