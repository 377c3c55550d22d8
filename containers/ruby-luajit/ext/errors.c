/* LuaJIT::Error, and Ruby exceptions on their way through Lua. */
#include "extension.h"
#include <stdlib.h>

static const char EXCEPTION_METATABLE[] = "LuaJIT.Exception";

/* ---- Lua side ---- */

int release_handle(lua_State *L) {
  struct state *s = state_of(L);
  const struct handle *handle = lua_touserdata(L, 1);
  if (s && slots_of_handle(&s->slots, handle, lua_objlen(L, 1))) slots_release(&s->slots, handle->slot);
  return 0;
}

static VALUE exception_text(VALUE exception) {
  return rb_sprintf("%" PRIsVALUE ": %" PRIsVALUE, rb_obj_class(exception),
                    rb_funcall(exception, rb_intern("message"), 0));
}

static int exception_tostring(lua_State *L) {
  struct state *s = state_of(L);
  struct slot *slot = slots_of_handle(&s->slots, lua_touserdata(L, 1), lua_objlen(L, 1));
  if (!slot || s->silent) {
    lua_pushliteral(L, "Ruby exception");
  } else if (slot->exit_tag != RUBY_TAG_RAISE) {
    lua_pushliteral(L, "Ruby non-local exit");
  } else {
    int tag = 0;
    VALUE saved = rb_errinfo(), text = rb_protect(exception_text, slot->value, &tag);
    if (tag == RUBY_TAG_RAISE) rb_set_errinfo(is_pending_exit(saved) ? Qnil : saved);
    if (tag || !RB_TYPE_P(text, T_STRING)) lua_pushliteral(L, "Ruby exception");
    else lua_pushlstring(L, RSTRING_PTR(text), (size_t)RSTRING_LEN(text));
    RB_GC_GUARD(text);
  }
  return 1;
}

void push_exception(lua_State *L, struct state *s, uint32_t index) {
  struct handle *handle = lua_newuserdata(L, sizeof *handle);
  handle->slot = index;
  luaL_getmetatable(L, EXCEPTION_METATABLE);
  lua_setmetatable(L, -2);
  s->slots.items[index].handle = handle;
}

void open_exceptions(lua_State *L) {
  luaL_newmetatable(L, EXCEPTION_METATABLE);
  lua_pushcfunction(L, exception_tostring);
  lua_setfield(L, -2, "__tostring");
  lua_pushcfunction(L, release_handle);
  lua_setfield(L, -2, "__gc");
  lua_pushliteral(L, "ruby");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}

/* ---- Ruby side ---- */

/* While Ruby is in a throw or a break, errinfo holds no exception but data that only Ruby's core understands. */
bool is_pending_exit(VALUE errinfo) {
  if (NIL_P(errinfo)) return false;
  return RB_SPECIAL_CONST_P(errinfo) || RB_BUILTIN_TYPE(errinfo) == RUBY_T_IMEMO;
}

static VALUE status_symbol(int status) {
  switch (status) {
  case LUA_ERRSYNTAX: return ID2SYM(rb_intern("syntax"));
  case LUA_ERRMEM: return ID2SYM(rb_intern("memory"));
  case LUA_ERRERR: return ID2SYM(rb_intern("handler"));
  default: return ID2SYM(rb_intern("runtime"));
  }
}

/* The LuaJIT::Error for a request that failed: `out` has the error value, then its text. */
VALUE lua_error_object(struct request *q) {
  VALUE value = wire_to_ruby(q->state, &q->out);
  VALUE text = wire_to_ruby(q->state, &q->out);
  VALUE error = rb_exc_new_str(error_class, RB_TYPE_P(text, T_STRING) ? text : rb_inspect(value));
  rb_ivar_set(error, rb_intern("@value"), value);
  rb_ivar_set(error, rb_intern("@status"), status_symbol(q->status));
  rb_ivar_set(error, rb_intern("@lua_traceback"), q->traceback ? rb_utf8_str_new_cstr(q->traceback) : Qnil);
  return error;
}

static VALUE set_traceback(VALUE pair) {
  VALUE exception = rb_ary_entry(pair, 0);
  if (NIL_P(rb_attr_get(exception, rb_intern("@lua_traceback"))))
    rb_ivar_set(exception, rb_intern("@lua_traceback"), rb_ary_entry(pair, 1));
  return Qnil;
}

struct traceback_context {
  VALUE exception;
  const char *text;
};

static VALUE build_and_set_traceback(VALUE argument) {
  struct traceback_context *c = (struct traceback_context *)argument;
  return set_traceback(rb_ary_new_from_args(2, c->exception, rb_utf8_str_new_cstr(c->text)));
}

/* A frozen exception keeps no traceback; that must not hide the exception itself. */
void attach_lua_traceback(VALUE exception, const char *traceback) {
  struct traceback_context c = {exception, traceback};
  int tag = 0;
  if (!traceback) return;
  rb_protect(build_and_set_traceback, (VALUE)&c, &tag);
  if (tag) rb_set_errinfo(Qnil);
}

static VALUE traceback_of(VALUE module, VALUE exception) {
  (void)module;
  return rb_attr_get(exception, rb_intern("@lua_traceback"));
}

void init_errors(void) {
  error_class = rb_define_class_under(luajit_module, "Error", rb_eStandardError);
  rb_define_attr(error_class, "value", 1, 0);
  rb_define_attr(error_class, "status", 1, 0);
  rb_define_attr(error_class, "lua_traceback", 1, 0);
  rb_define_singleton_method(luajit_module, "lua_traceback_of", traceback_of, 1);
}
