/* LuaJIT inside Ruby: what the files of this extension share.
 *
 * Both virtual machines unwind with longjmp (or the C++ unwinder) and neither may jump over the other's frames.
 * So every function here belongs to one side and says which:
 *   Ruby side: may raise; runs under rb_protect() or as the body of a Ruby method; calls no lua_* that can throw.
 *   Lua side:  may throw; runs under lua_cpcall() or as a C function called by Lua; calls no rb_* that can raise.
 *   neutral:   does neither, so both may call it.
 * Values change sides as bytes in a `struct wire`, which outlives both. */
#ifndef LUAPARITY_EXTENSION_H
#define LUAPARITY_EXTENSION_H

#include <ruby.h>
#include <ruby/encoding.h>
#include <lauxlib.h>
#include <lua.h>
#include <luajit.h>
#include <lualib.h>
#include <stdbool.h>
#include <stdint.h>

/* ---- wire.c: a growing byte buffer. Neutral. ---- */

struct wire {
  char *bytes;
  size_t length, capacity, read_at;
  bool failed; /* out of memory: everything after it is missing */
};

enum wire_tag {
  WIRE_NIL = 'n', WIRE_TRUE = 't', WIRE_FALSE = 'f', WIRE_NUMBER = 'd', WIRE_STRING = 's',
  WIRE_ARRAY = 'a', WIRE_TABLE = 'h', WIRE_END = 'e',
  WIRE_FUNCTION = 'F', /* a reference into Lua's registry */
  WIRE_CALLABLE = 'p', /* a slot: a Ruby object that Lua can call */
  WIRE_EXCEPTION = 'x' /* a slot: a Ruby exception */
};

/* Deep enough for any real value, shallow enough that a cycle is found at once and no C stack overflows. */
enum { WIRE_MAX_DEPTH = 64 };

void wire_put(struct wire *w, const void *bytes, size_t length);
void wire_put_tag(struct wire *w, enum wire_tag tag);
void wire_put_u32(struct wire *w, uint32_t value);
void wire_put_number(struct wire *w, double value);
void wire_put_string(struct wire *w, const char *bytes, size_t length);
enum wire_tag wire_take_tag(struct wire *w);
uint32_t wire_take_u32(struct wire *w);
double wire_take_number(struct wire *w);
const char *wire_take_bytes(struct wire *w, size_t length);
bool wire_at_end_mark(struct wire *w);
void wire_free(struct wire *w);

/* ---- slots.c: Ruby objects that Lua holds on to. Neutral. ---- */

struct handle { /* the userdata on Lua's side */
  uint32_t slot;
};

struct slot {
  VALUE value;
  int exit_tag; /* for exceptions and other non-local exits: how Ruby was leaving, else 0 */
  const struct handle *handle;
  int32_t next_free;
};

struct slots {
  struct slot *items;
  uint32_t count, capacity;
  int32_t first_free;
};

#define NO_SLOT UINT32_MAX

void slots_init(struct slots *slots);
void slots_mark(struct slots *slots);
void slots_free(struct slots *slots);
uint32_t slots_take(struct slots *slots, VALUE value, int exit_tag);
void slots_release(struct slots *slots, uint32_t index);
struct slot *slots_of_handle(struct slots *slots, const struct handle *handle, size_t size);

/* ---- state.c ---- */

struct request;
struct channel;
struct jit_activity;

struct state {
  lua_State *main, *current; /* `current` is the coroutine that Lua is in when it has called Ruby */
  const void *registry;      /* identifies the Lua universe that any coroutine belongs to */
  VALUE self, fiber;
  int depth;                 /* how many requests are running, one inside the other */
  struct request *request;
  struct slots slots;
  struct channel *channels;
  struct jit_activity *jit;  /* NULL unless it is counted */
  int *dead_references;      /* functions that Ruby has dropped, to be released when Lua runs next */
  size_t dead_count, dead_capacity;
  unsigned holders;          /* the State object and every Function */
  bool silent;               /* being closed by Ruby's garbage collector: no Ruby may run */
  struct state *next;
};

/* The Lua thread that was entered last, for the crash handler. */
extern lua_State *volatile running_lua;

struct state *state_of(lua_State *L);              /* neutral */
struct state *state_of_object(VALUE self);         /* Ruby side: raises when closed */
void state_release(struct state *s);               /* neutral */
void state_drop_reference(struct state *s, int reference); /* neutral, called by the garbage collector */
void init_state(void);

/* ---- request.c: Ruby calls Lua ---- */

struct request {
  struct state *state;
  void (*work)(lua_State *L, struct request *q); /* Lua side */
  struct wire in, out, scratch;
  int reference;
  int status; /* LUA_ERRRUN etc., 0 when it went well */
  char *traceback;
  int exit_tag;
  VALUE exit_value;
  struct request *outer;
};

VALUE request_run(struct request *q, VALUE arguments);             /* Ruby side */
int request_push_arguments(lua_State *L, struct request *q);       /* Lua side */
void request_call(lua_State *L, struct request *q, int arguments); /* Lua side */

/* ---- ruby_values.c (Ruby side), lua_values.c (Lua side) ---- */

void ruby_to_wire(struct state *s, struct wire *w, VALUE value, int depth);
void ruby_results_to_wire(struct state *s, struct wire *w, VALUE value);
VALUE wire_to_ruby(struct state *s, struct wire *w);
void lua_to_wire(lua_State *L, int index, struct wire *w, int depth);
void wire_to_lua(lua_State *L, struct state *s, struct wire *w);
void check_wire(lua_State *L, const struct wire *w);

/* ---- callback.c, errors.c: Lua calls Ruby, Ruby exceptions cross Lua ---- */

/* Ruby's tag for an exception; the others (break, throw, ...) keep their data where only Ruby can reach it. */
enum { RUBY_TAG_RAISE = 6 };

void push_callable(lua_State *L, struct state *s, uint32_t slot);  /* Lua side */
void push_exception(lua_State *L, struct state *s, uint32_t slot); /* Lua side */
void open_callbacks(lua_State *L);                                 /* Lua side */
void open_exceptions(lua_State *L);                                /* Lua side */
int release_handle(lua_State *L);                                  /* a Lua __gc */
bool is_pending_exit(VALUE errinfo);                               /* neutral */
VALUE lua_error_object(struct request *q);                         /* Ruby side */
void attach_lua_traceback(VALUE exception, const char *traceback); /* Ruby side, never raises */
void init_errors(void);

/* ---- function.c ---- */

VALUE function_new(struct state *s, int reference);      /* Ruby side */
bool function_reference(VALUE value, struct state *s, int *reference); /* Ruby side */
void init_function(void);

/* ---- frame.c: a message on a descriptor. Neutral and async-signal-safe. ---- */

enum { FRAME_TOKEN_BYTES = 8 };
bool frame_write(int fd, const unsigned char *token, char type, const char *payload, size_t length);

/* ---- jit_activity.c ---- */

enum { JIT_REPORT_BYTES = 12 * 1024 };
size_t jit_report(const struct state *s, char *buffer, size_t size); /* neutral and async-signal-safe; s->jit is there */
void init_jit_activity(void);

/* ---- channel.c, crash.c, symbols.c, process.c, build.c ---- */

void channels_free(struct channel *first);
void init_channel(void);
void init_crash(void);
void symbols_load(void);
bool program_has_function(const char *name); /* after symbols_load */
/* The same, for a whole C string; in two parts, so that the question is not its own answer. */
bool program_has_text(const char *start, const char *rest);
size_t symbol_name(uintptr_t address, char *buffer, size_t size); /* async-signal-safe as far as dladdr is */
void init_process(void);
void init_build(void);

extern VALUE luajit_module, state_class, function_class, values_class, error_class;

#endif
