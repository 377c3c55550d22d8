/* LuaJIT::Function: a Lua function that Ruby holds on to. */
#include "extension.h"
#include <stdlib.h>

struct function {
  struct state *state;
  int reference;
};

static void mark(void *data) {
  struct function *f = data;
  rb_gc_mark(f->state->self); /* alive as long as this function is, so `self` is valid here */
}

static void release(void *data) {
  struct function *f = data;
  state_drop_reference(f->state, f->reference);
  state_release(f->state);
  free(f);
}

static const rb_data_type_t function_type = {
    .wrap_struct_name = "LuaJIT::Function",
    .function = {.dmark = mark, .dfree = release},
};

VALUE function_new(struct state *s, int reference) {
  struct function *f = malloc(sizeof *f);
  if (!f) rb_memerror();
  *f = (struct function){s, reference};
  s->holders++;
  return TypedData_Wrap_Struct(function_class, &function_type, f);
}

/* The reference of a Function of this very state; one of another state is refused. */
bool function_reference(VALUE value, struct state *s, int *reference) {
  if (!rb_typeddata_is_kind_of(value, &function_type)) return false;
  struct function *f = rb_check_typeddata(value, &function_type);
  if (f->state != s) rb_raise(error_class, "this LuaJIT::Function belongs to another LuaJIT::State");
  *reference = f->reference;
  return true;
}

static void call_work(lua_State *L, struct request *q) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, q->reference);
  request_call(L, q, request_push_arguments(L, q));
}

static VALUE call(int argc, VALUE *argv, VALUE self) {
  struct function *f = rb_check_typeddata(self, &function_type);
  struct request q = {.state = state_of_object(f->state->self), .work = call_work, .reference = f->reference};
  VALUE result = request_run(&q, rb_ary_new_from_values(argc, argv));
  RB_GC_GUARD(self);
  return result;
}

void init_function(void) {
  function_class = rb_define_class_under(luajit_module, "Function", rb_cObject);
  rb_undef_alloc_func(function_class);
  rb_define_method(function_class, "call", call, -1);
}
