/* Ruby calls Lua: the only way in. Arguments become bytes (Ruby side, protected), then everything that touches Lua
 * runs inside one lua_cpcall, then results or the error become Ruby objects again. */
#include "extension.h"
#include <stdlib.h>
#include <string.h>

lua_State *volatile running_lua;

/* ---- Lua side ---- */

/* The outermost frame is request_body, of which Lua knows only an address that changes from run to run. */
static void cut_own_frame(char *traceback) {
  char *last = traceback ? strrchr(traceback, '\n') : NULL;
  if (last && strncmp(last, "\n\t[C]: at ", 10) == 0) *last = 0;
}

/* Runs at the point of the error, where the stack is still there to be described. */
static int remember_traceback(lua_State *L) {
  struct state *s = state_of(L);
  if (s && s->request && lua_checkstack(L, 8)) {
    luaL_traceback(L, L, NULL, 1);
    const char *text = lua_tostring(L, -1);
    free(s->request->traceback);
    s->request->traceback = text ? strdup(text) : NULL;
    cut_own_frame(s->request->traceback);
    lua_pop(L, 1);
  }
  return 1;
}

int request_push_arguments(lua_State *L, struct request *q) {
  int count = 0;
  wire_take_tag(&q->in);
  for (; !wire_at_end_mark(&q->in); count++) wire_to_lua(L, q->state, &q->in);
  return count;
}

static int describe_error(lua_State *L) {
  lua_settop(L, 1);
  if (lua_type(L, 1) == LUA_TSTRING) return 1;
  if (luaL_callmeta(L, 1, "__tostring") && lua_type(L, -1) == LUA_TSTRING) return 1;
  lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
  return 1;
}

static int convert_error(lua_State *L) {
  struct wire *w = lua_touserdata(L, 1);
  lua_to_wire(L, 2, w, 0);
  return 0;
}

/* Puts the error value on top of the stack, and its text, on the wire; a value that cannot be converted becomes nil. */
static void error_to_wire(lua_State *L, struct request *q) {
  int error = lua_gettop(L);
  size_t before = q->out.length;
  luaL_checkstack(L, 6, "error");
  lua_pushcfunction(L, convert_error);
  lua_pushlightuserdata(L, &q->out);
  lua_pushvalue(L, error);
  if (lua_pcall(L, 2, 0, 0)) {
    q->out.length = before;
    wire_put_tag(&q->out, WIRE_NIL);
  }
  lua_settop(L, error);
  lua_pushcfunction(L, describe_error);
  lua_pushvalue(L, error);
  size_t length = 0;
  const char *text = lua_pcall(L, 1, 1, 0) == 0 ? lua_tolstring(L, -1, &length) : NULL;
  if (text) wire_put_string(&q->out, text, length);
  else wire_put_tag(&q->out, WIRE_NIL);
  lua_settop(L, error);
}

/* Neutral: is the error on top of the stack a Ruby exception on its way out? */
static bool take_exit(lua_State *L, struct request *q) {
  struct slot *slot = slots_of_handle(&q->state->slots, lua_touserdata(L, -1), lua_objlen(L, -1));
  if (!slot || !slot->exit_tag) return false;
  q->exit_tag = slot->exit_tag;
  q->exit_value = slot->value;
  return true;
}

/* Calls the function below `arguments` values; results or error go to `out`. */
void request_call(lua_State *L, struct request *q, int arguments) {
  int function = lua_gettop(L) - arguments;
  lua_pushcfunction(L, remember_traceback);
  lua_insert(L, function);
  q->status = lua_pcall(L, arguments, LUA_MULTRET, function);
  if (q->status) {
    if (!take_exit(L, q)) error_to_wire(L, q);
    return;
  }
  int last = lua_gettop(L);
  wire_put_tag(&q->out, WIRE_ARRAY);
  for (int i = function + 1; i <= last; i++) lua_to_wire(L, i, &q->out, 0);
  wire_put_tag(&q->out, WIRE_END);
  check_wire(L, &q->out);
}

static int request_body(lua_State *L) {
  struct request *q = lua_touserdata(L, 1);
  struct state *s = q->state;
  while (s->dead_count > 0) luaL_unref(L, LUA_REGISTRYINDEX, s->dead_references[--s->dead_count]);
  q->work(L, q);
  return 0;
}

/* Neutral: the conversion itself failed, so there is at best a string. */
static void take_failure(lua_State *L, struct request *q, int status) {
  q->status = status;
  q->out.length = q->out.read_at = 0;
  if (take_exit(L, q)) return;
  for (int i = 0; i < 2; i++) {
    size_t length;
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : NULL;
    if (text) wire_put_string(&q->out, text, length);
    else wire_put_string(&q->out, "error while converting values", 29);
  }
}

/* ---- Ruby side ---- */

struct fill_context {
  struct request *q;
  VALUE arguments;
};

static VALUE fill(VALUE argument) {
  struct fill_context *c = (struct fill_context *)argument;
  wire_put_tag(&c->q->in, WIRE_ARRAY);
  for (long i = 0; !NIL_P(c->arguments) && i < RARRAY_LEN(c->arguments); i++)
    ruby_to_wire(c->q->state, &c->q->in, rb_ary_entry(c->arguments, i), 0);
  wire_put_tag(&c->q->in, WIRE_END);
  if (c->q->in.failed) rb_memerror();
  return Qnil;
}

/* One result is itself, none is nil, several are a LuaJIT::Values. */
static VALUE results(struct request *q) {
  VALUE values = wire_to_ruby(q->state, &q->out);
  if (!RB_TYPE_P(values, T_ARRAY) || RARRAY_LEN(values) == 0) return Qnil;
  if (RARRAY_LEN(values) == 1) return rb_ary_entry(values, 0);
  VALUE several = rb_class_new_instance(0, NULL, values_class);
  rb_ary_concat(several, values);
  return several;
}

static VALUE drain(VALUE argument) {
  struct request *q = (struct request *)argument;
  if (q->out.failed) rb_memerror();
  return q->status ? lua_error_object(q) : results(q);
}

static void request_free(struct request *q) {
  wire_free(&q->in);
  wire_free(&q->out);
  wire_free(&q->scratch);
  free(q->traceback);
  q->traceback = NULL;
}

static void claim(struct state *s) {
  VALUE fiber = rb_fiber_current();
  if (s->depth > 0 && s->fiber != fiber)
    rb_raise(error_class, "this LuaJIT::State is running in another thread or fiber");
  s->fiber = fiber;
}

static void enter_lua(struct request *q) {
  struct state *s = q->state;
  lua_State *L = s->current, *running = running_lua;
  int top = lua_gettop(L), status;
  q->outer = s->request;
  s->request = q;
  s->depth++;
  running_lua = L;
  status = lua_cpcall(L, request_body, q);
  if (status) take_failure(L, q, status);
  running_lua = running;
  lua_settop(L, top);
  s->depth--;
  s->request = q->outer;
}

/* Continue the non-local exit that came through Lua. */
static void leave(struct request *q) {
  int tag = q->exit_tag;
  VALUE value = q->exit_value;
  if (tag == RUBY_TAG_RAISE) {
    attach_lua_traceback(value, q->traceback);
    request_free(q);
    rb_set_errinfo(value);
    rb_jump_tag(tag);
  }
  request_free(q);
  if (rb_errinfo() == value) rb_jump_tag(tag);
  rb_raise(error_class, "a Ruby throw or break that Lua had caught was raised again too late");
}

/* Runs q->work inside Lua with `arguments` (an Array or nil). Raises LuaJIT::Error for a Lua error, and the original
 * object for a Ruby exception that Lua did not catch. */
VALUE request_run(struct request *q, VALUE arguments) {
  struct fill_context c = {q, arguments};
  VALUE errinfo = rb_errinfo(), result;
  int tag = 0;
  claim(q->state);
  rb_protect(fill, (VALUE)&c, &tag);
  if (tag) {
    request_free(q);
    rb_jump_tag(tag);
  }
  enter_lua(q);
  if (q->exit_tag) leave(q);
  /* A throw that Lua caught for good is over; its data must not stay where Ruby looks for `$!`. */
  if (is_pending_exit(rb_errinfo()) && rb_errinfo() != errinfo) rb_set_errinfo(Qnil);
  result = rb_protect(drain, (VALUE)q, &tag);
  int status = q->status;
  request_free(q);
  if (tag) rb_jump_tag(tag);
  if (status) rb_exc_raise(result);
  return result;
}
