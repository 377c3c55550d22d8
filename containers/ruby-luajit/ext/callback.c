/* A Ruby block as a Lua function.
 * The order of things keeps the two sides apart: arguments to bytes (Lua side), the block under rb_protect (Ruby
 * side, cannot escape), and only then a Lua error or the results (Lua side again, no Ruby frame left). */
#include "extension.h"
#include <string.h>

static const char CALLABLE_METATABLE[] = "LuaJIT.Callable";
static const char WIRE_METATABLE[] = "LuaJIT.Wire";

struct callback {
  struct state *state;
  VALUE callable, exception;
  struct wire *in, out;
};

/* ---- Ruby side ---- */

static VALUE call_block(VALUE argument) {
  struct callback *c = (struct callback *)argument;
  VALUE arguments = wire_to_ruby(c->state, c->in);
  VALUE result = rb_funcallv(c->callable, rb_intern("call"), (int)RARRAY_LEN(arguments), RARRAY_CONST_PTR(arguments));
  RB_GC_GUARD(arguments);
  ruby_results_to_wire(c->state, &c->out, result);
  return Qnil;
}

static VALUE nothing(VALUE argument) { return argument; }

static VALUE call_block_keeping_exit(VALUE argument) {
  struct callback *c = (struct callback *)argument;
  int tag = 0;
  rb_protect(call_block, argument, &tag);
  if (tag == RUBY_TAG_RAISE) {
    c->exception = rb_errinfo();
    rb_set_errinfo(Qnil);
  } else if (tag) {
    rb_jump_tag(tag); /* a newer throw takes over */
  }
  return Qnil;
}

/* Lua has caught a throw and now calls Ruby again, perhaps to clean up before it passes the throw on. errinfo
 * holds the throw's data and cannot be set from C, but rb_ensure puts it aside and back. */
static VALUE call_block_in_ensure(VALUE argument) {
  return rb_ensure(nothing, Qnil, call_block_keeping_exit, argument);
}

/* ---- Lua side ---- */

static struct wire *push_wire(lua_State *L) {
  struct wire *w = lua_newuserdata(L, sizeof *w);
  memset(w, 0, sizeof *w);
  luaL_getmetatable(L, WIRE_METATABLE);
  lua_setmetatable(L, -2);
  return w;
}

static int wire_gc(lua_State *L) {
  struct wire *w = luaL_checkudata(L, 1, WIRE_METATABLE);
  if (lua_objlen(L, 1) == sizeof *w) wire_free(w); /* debug.setmetatable can put it on anything */
  return 0;
}

static int raise_in_lua(lua_State *L, struct state *s, VALUE exception, int tag) {
  uint32_t slot = slots_take(&s->slots, exception, tag);
  if (slot == NO_SLOT) return luaL_error(L, "not enough memory");
  push_exception(L, s, slot);
  return lua_error(L);
}

static int push_results(lua_State *L, struct state *s, struct wire *w) {
  int count = 0;
  wire_take_tag(w);
  for (; !wire_at_end_mark(w); count++) wire_to_lua(L, s, w);
  return count;
}

static int call_ruby(lua_State *L) {
  struct state *s = state_of(L);
  int arguments = lua_gettop(L), tag = 0;
  struct callback c = {.state = s, .exception = Qundef};
  struct slot *slot;
  struct wire *in, *out;

  if (!s || s->silent) return luaL_error(L, "the Lua state is being closed");
  slot = slots_of_handle(&s->slots, lua_touserdata(L, lua_upvalueindex(1)), lua_objlen(L, lua_upvalueindex(1)));
  if (!slot) return luaL_error(L, "this Ruby function no longer exists");
  c.callable = slot->value;
  luaL_checkstack(L, LUA_MINSTACK + 8, "too many arguments for Ruby");

  in = push_wire(L);
  out = push_wire(L);
  wire_put_tag(in, WIRE_ARRAY);
  for (int i = 1; i <= arguments; i++) lua_to_wire(L, i, in, 0);
  wire_put_tag(in, WIRE_END);
  check_wire(L, in);
  c.in = in;

  {
    lua_State *calling = s->current, *running = running_lua;
    bool exit_pending = is_pending_exit(rb_errinfo());
    s->current = running_lua = L;
    rb_protect(exit_pending ? call_block_in_ensure : call_block, (VALUE)&c, &tag);
    s->current = calling;
    running_lua = running;
  }
  if (tag == RUBY_TAG_RAISE) {
    c.exception = rb_errinfo();
    rb_set_errinfo(Qnil);
  }
  if (tag || c.exception != Qundef) {
    wire_free(&c.out);
    /* For a throw or a break errinfo stays as it is: nobody but Ruby's core can put it back. */
    return c.exception != Qundef ? raise_in_lua(L, s, c.exception, RUBY_TAG_RAISE)
                                 : raise_in_lua(L, s, rb_errinfo(), tag);
  }
  if (lua_touserdata(L, arguments + 2) != out) { /* the script has changed our stack through debug.setlocal */
    wire_free(&c.out);
    return luaL_error(L, "the stack of a Ruby function was changed");
  }
  *out = c.out;
  return push_results(L, s, out);
}

void push_callable(lua_State *L, struct state *s, uint32_t index) {
  struct handle *handle = lua_newuserdata(L, sizeof *handle);
  handle->slot = index;
  luaL_getmetatable(L, CALLABLE_METATABLE);
  lua_setmetatable(L, -2);
  s->slots.items[index].handle = handle;
  lua_pushcclosure(L, call_ruby, 1);
}

void open_callbacks(lua_State *L) {
  luaL_newmetatable(L, CALLABLE_METATABLE);
  lua_pushcfunction(L, release_handle);
  lua_setfield(L, -2, "__gc");
  luaL_newmetatable(L, WIRE_METATABLE);
  lua_pushcfunction(L, wire_gc);
  lua_setfield(L, -2, "__gc");
  lua_pop(L, 2);
}
