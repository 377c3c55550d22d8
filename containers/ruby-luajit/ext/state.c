/* LuaJIT::State: one Lua universe. */
#include "extension.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct state *states; /* most programs have one or two; found by the address of their registry table */

struct state *state_of(lua_State *L) {
  const void *registry = lua_topointer(L, LUA_REGISTRYINDEX);
  for (struct state *s = states; s; s = s->next)
    if (s->registry == registry) return s;
  return NULL;
}

static void unlist(struct state *s) {
  for (struct state **at = &states; *at; at = &(*at)->next)
    if (*at == s) {
      *at = s->next;
      return;
    }
}

/* ---- life and death ---- */

static void mark(void *data) {
  struct state *s = data;
  rb_gc_mark(s->self); /* pinned: Functions and callbacks refer to it */
  rb_gc_mark(s->fiber);
  slots_mark(&s->slots);
}

static void shut(struct state *s) {
  lua_State *L = s->main;
  s->main = s->current = NULL;
  if (!L) return;
  lua_close(L); /* runs __gc finalizers, so the state must still be found */
  unlist(s);
  channels_free(s->channels);
  s->channels = NULL;
  free(s->jit);
  s->jit = NULL;
}

void state_release(struct state *s) {
  if (--s->holders > 0) return;
  slots_free(&s->slots);
  free(s->dead_references);
  free(s);
}

static void release_object(void *data) {
  struct state *s = data;
  s->silent = true;
  shut(s);
  state_release(s);
}

static const rb_data_type_t state_type = {
    .wrap_struct_name = "LuaJIT::State",
    .function = {.dmark = mark, .dfree = release_object},
};

static VALUE allocate(VALUE class) {
  struct state *s = calloc(1, sizeof *s);
  if (!s) rb_memerror();
  slots_init(&s->slots);
  s->holders = 1;
  s->fiber = s->self = Qnil;
  s->self = TypedData_Wrap_Struct(class, &state_type, s);
  return s->self;
}

struct state *state_of_object(VALUE self) {
  struct state *s;
  TypedData_Get_Struct(self, struct state, &state_type, s);
  if (!s->main) rb_raise(error_class, "this LuaJIT::State is closed");
  return s;
}

/* Called while Ruby collects garbage: Lua must not be touched, so the reference is only noted. */
void state_drop_reference(struct state *s, int reference) {
  if (!s->main) return;
  if (s->dead_count == s->dead_capacity) {
    size_t capacity = s->dead_capacity * 2 + 16;
    int *grown = realloc(s->dead_references, capacity * sizeof *grown);
    if (!grown) return; /* leaks one registry entry */
    s->dead_references = grown;
    s->dead_capacity = capacity;
  }
  s->dead_references[s->dead_count++] = reference;
}

/* ---- what is done inside Lua ---- */

static void open_work(lua_State *L, struct request *q) {
  (void)q;
#ifndef LUAPARITY_EMBEDDER_NAIVE
  luaL_openlibs(L);
#endif
  open_exceptions(L);
  open_callbacks(L);
}

/* Takes code and chunk name off the arguments and leaves the compiled function, or fails the request. */
static bool load_chunk(lua_State *L, struct request *q) {
  size_t length;
  int first = lua_gettop(L) + 1;
  request_push_arguments(L, q);
  const char *code = lua_tolstring(L, first, &length);
  q->status = luaL_loadbuffer(L, code, length, lua_tostring(L, first + 1));
  lua_insert(L, first + 2);
  if (q->status) {
    lua_settop(L, first + 2);
    return false;
  }
  return true;
}

static void fail_with_error_on_top(lua_State *L, struct request *q) {
  size_t length;
  const char *text = lua_tolstring(L, -1, &length);
  for (int i = 0; i < 2; i++) wire_put_string(&q->out, text ? text : "?", text ? length : 1);
}

static void eval_work(lua_State *L, struct request *q) {
  int first = lua_gettop(L) + 1;
  if (load_chunk(L, q)) request_call(L, q, lua_gettop(L) - first - 2);
  else fail_with_error_on_top(L, q);
}

static void load_work(lua_State *L, struct request *q) {
  if (!load_chunk(L, q)) {
    fail_with_error_on_top(L, q);
    return;
  }
  wire_put_tag(&q->out, WIRE_ARRAY);
  lua_to_wire(L, -1, &q->out, 0);
  wire_put_tag(&q->out, WIRE_END);
}

static int append_bytecode(lua_State *L, const void *bytes, size_t length, void *argument) {
  struct request *q = argument;
  (void)L;
  wire_put(&q->scratch, bytes, length);
  return q->scratch.failed;
}

static void dump_work(lua_State *L, struct request *q) {
  if (!load_chunk(L, q)) {
    fail_with_error_on_top(L, q);
    return;
  }
  if (lua_dump(L, append_bytecode, q)) luaL_error(L, "cannot dump this chunk");
  wire_put_tag(&q->out, WIRE_ARRAY);
  wire_put_string(&q->out, q->scratch.bytes, q->scratch.length);
  wire_put_tag(&q->out, WIRE_END);
}

static void call_work(lua_State *L, struct request *q) {
  int first = lua_gettop(L) + 1;
  int count = request_push_arguments(L, q);
  lua_pushvalue(L, first);
  lua_gettable(L, LUA_GLOBALSINDEX);
  lua_replace(L, first);
  request_call(L, q, count - 1);
}

static int get_global(lua_State *L) {
  lua_gettable(L, LUA_GLOBALSINDEX);
  return 1;
}

static int set_global(lua_State *L) {
  lua_settable(L, LUA_GLOBALSINDEX);
  return 0;
}

/* Globals may have metamethods, so reading and writing them are calls like any other. */
static void get_work(lua_State *L, struct request *q) {
  lua_pushcfunction(L, get_global);
  request_call(L, q, request_push_arguments(L, q));
}

static void set_work(lua_State *L, struct request *q) {
  lua_pushcfunction(L, set_global);
  request_call(L, q, request_push_arguments(L, q));
}

static void jit_work(lua_State *L, struct request *q) {
  luaJIT_setmode(L, 0, LUAJIT_MODE_ENGINE | (q->reference ? LUAJIT_MODE_ON : LUAJIT_MODE_OFF));
}

/* ---- Ruby methods ---- */

static VALUE run(VALUE self, void (*work)(lua_State *, struct request *), VALUE arguments) {
  struct request q = {.state = state_of_object(self), .work = work};
  return request_run(&q, arguments);
}

static int panic(lua_State *L) {
  (void)L;
  fputs("luajit: error outside of a protected call\n", stderr);
  abort();
}

#ifdef LUAPARITY_EMBEDDER_NAIVE
/* As an embedder does it who has never seen luaL_newstate() fail: without memory at low addresses, a LuaJIT without GC64
 * crashes here. */
static lua_State *new_lua(void) {
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  return L;
}
#else
static lua_State *new_lua(void) {
  lua_State *L = luaL_newstate();
  if (!L) rb_raise(rb_eNoMemError, "luaL_newstate() returned NULL: LuaJIT cannot get memory in its address range");
  return L;
}
#endif

/* LuaJIT::State.new. Raises NoMemoryError where LuaJIT cannot get memory in the address range that it needs. */
static VALUE initialize(VALUE self) {
  struct state *s;
  TypedData_Get_Struct(self, struct state, &state_type, s);
  if (s->main) rb_raise(error_class, "this LuaJIT::State is already open");
  lua_State *L = new_lua();
  lua_atpanic(L, panic);
  s->main = s->current = L;
  s->registry = lua_topointer(L, LUA_REGISTRYINDEX);
  s->next = states;
  states = s;
  run(self, open_work, Qnil);
  return self;
}

static VALUE code_and_name(int argc, VALUE *argv) {
  VALUE code, name, rest, arguments;
  rb_scan_args(argc, argv, "11*", &code, &name, &rest);
  StringValue(code);
  if (NIL_P(name)) name = rb_str_new_cstr("=(eval)");
  StringValueCStr(name);
  arguments = rb_ary_new_from_args(2, code, name);
  return rb_ary_concat(arguments, rest);
}

/* eval(code, chunkname = '=(eval)', *arguments): the arguments are the chunk's `...`. */
static VALUE eval(int argc, VALUE *argv, VALUE self) { return run(self, eval_work, code_and_name(argc, argv)); }

/* load(code, chunkname = '=(eval)'): source text or bytecode as a LuaJIT::Function. */
static VALUE load(int argc, VALUE *argv, VALUE self) { return run(self, load_work, code_and_name(argc, argv)); }

/* dump(code, chunkname = '=(eval)'): the bytecode, for a state of the very same build. */
static VALUE dump(int argc, VALUE *argv, VALUE self) {
  VALUE bytecode = run(self, dump_work, code_and_name(argc, argv));
  return rb_enc_associate(bytecode, rb_ascii8bit_encoding());
}

static VALUE call(int argc, VALUE *argv, VALUE self) {
  if (argc < 1) rb_raise(rb_eArgError, "expected the name of a global function");
  return run(self, call_work, rb_ary_new_from_values(argc, argv));
}

static VALUE get(VALUE self, VALUE name) { return run(self, get_work, rb_ary_new_from_args(1, name)); }

static VALUE set(VALUE self, VALUE name, VALUE value) {
  run(self, set_work, rb_ary_new_from_args(2, name, value));
  return value;
}

static VALUE expose(VALUE self, VALUE name) {
  set(self, name, rb_block_proc());
  return self;
}

static VALUE set_jit(VALUE self, VALUE on) {
  struct request q = {.state = state_of_object(self), .work = jit_work, .reference = RTEST(on)};
  request_run(&q, Qnil);
  return on;
}

static VALUE close_state(VALUE self) {
  struct state *s;
  TypedData_Get_Struct(self, struct state, &state_type, s);
  if (s->depth > 0) rb_raise(error_class, "a LuaJIT::State cannot be closed while it runs");
  shut(s);
  return Qnil;
}

static VALUE is_closed(VALUE self) {
  struct state *s;
  TypedData_Get_Struct(self, struct state, &state_type, s);
  return s->main ? Qfalse : Qtrue;
}

void init_state(void) {
  state_class = rb_define_class_under(luajit_module, "State", rb_cObject);
  rb_define_alloc_func(state_class, allocate);
  rb_define_method(state_class, "initialize", initialize, 0);
  rb_define_method(state_class, "eval", eval, -1);
  rb_define_method(state_class, "load", load, -1);
  rb_define_method(state_class, "dump", dump, -1);
  rb_define_method(state_class, "call", call, -1);
  rb_define_method(state_class, "[]", get, 1);
  rb_define_method(state_class, "[]=", set, 2);
  rb_define_method(state_class, "expose", expose, 1);
  rb_define_method(state_class, "jit=", set_jit, 1);
  rb_define_method(state_class, "close", close_state, 0);
  rb_define_method(state_class, "closed?", is_closed, 0);
}
