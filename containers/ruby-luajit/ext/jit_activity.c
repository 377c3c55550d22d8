/* State#count_jit: what the JIT compiler does, counted by a C function that LuaJIT calls for each step of it. It takes
 * nothing of the state's own memory, so that the script's garbage collection goes as it would without. */
#include "extension.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More different aborts than a script has; what is beyond is only part of the total. */
enum { MAX_ABORTS = 64, EXTRA_BYTES = 48, PLACE_BYTES = 120, MAX_FRAMES = 40 };

struct abort_reason {
  unsigned count;
  int code; /* index into `traceerr` of this build's jit.vmdef */
  char extra[EXTRA_BYTES];
  char place[PLACE_BYTES];
};

struct jit_activity {
  unsigned traces, aborts, flushes;
  bool own; /* the trace in the making begins in the prelude */
  unsigned reason_count;
  struct abort_reason reasons[MAX_ABORTS];
};

static const char OWN_SOURCE[] = "=[luaparity]";
/* What the VM throws for an error of the script's that comes up while it records; in every version the first code. */
enum { ERROR_WHILE_RECORDING = 0 };

/* ---- Lua side ---- */

static bool source_of(lua_State *L, int function, lua_Debug *info) {
  lua_pushvalue(L, function);
  return lua_getinfo(L, ">S", info) != 0;
}

static void clean(char *text) {
  for (; *text; text++)
    if ((unsigned char)*text < ' ') *text = '?';
}

/* The end of a path says more than its beginning. */
static void put_place(char *place, const char *source, int line) {
  char name[PLACE_BYTES - 16];
  size_t length = strlen(source);
  snprintf(name, sizeof name, "%s", length < sizeof name ? source : source + length - (sizeof name - 1));
  clean(name);
  snprintf(place, PLACE_BYTES, "%s:%d", name, line);
}

/* The line of the script that was being recorded, the innermost outside of the prelude. */
static void find_place(lua_State *L, char *place) {
  lua_Debug frame;
  for (int level = 1; level < MAX_FRAMES && lua_getstack(L, level, &frame); level++) {
    if (!lua_getinfo(L, "Sl", &frame) || *frame.what == 'C' || strcmp(frame.source, OWN_SOURCE) == 0) continue;
    bool named = *frame.source == '@' || *frame.source == '=';
    put_place(place, named ? frame.source + 1 : frame.short_src, frame.currentline);
    return;
  }
  snprintf(place, PLACE_BYTES, "?");
}

/* What a reason is about: an operation's number (`n`), a fast function's (`f`), a C function (`c`), a Lua function
 * (`l`) or nothing (`-`). The server has the names. */
static void put_extra(lua_State *L, int index, char *extra) {
  lua_Debug info;
  snprintf(extra, EXTRA_BYTES, "-");
  if (lua_type(L, index) == LUA_TNUMBER) {
    snprintf(extra, EXTRA_BYTES, "n%d", (int)lua_tointeger(L, index));
  } else if (lua_type(L, index) == LUA_TFUNCTION && source_of(L, index, &info)) {
    if (*info.what != 'C') {
      snprintf(extra, EXTRA_BYTES, "l%.30s:%d", info.short_src, info.linedefined);
      clean(extra);
      return;
    }
    lua_pushvalue(L, lua_upvalueindex(1)); /* tostring, which says "function: builtin#<number>" */
    lua_pushvalue(L, index);
    const char *text = lua_pcall(L, 1, 1, 0) == 0 ? lua_tostring(L, -1) : NULL;
    const char *number = text ? strchr(text, '#') : NULL;
    snprintf(extra, EXTRA_BYTES, number ? "f%d" : "c", number ? atoi(number + 1) : 0);
  }
}

static void note_abort(lua_State *L, struct jit_activity *a) {
  struct abort_reason seen = {.count = 1, .code = ERROR_WHILE_RECORDING};
  find_place(L, seen.place);
  if (lua_type(L, 5) == LUA_TNUMBER) {
    seen.code = (int)lua_tointeger(L, 5);
    put_extra(L, 6, seen.extra);
  } else {
    snprintf(seen.extra, EXTRA_BYTES, "-"); /* 5 is the script's error; 6 is left over from an earlier abort */
  }
  for (unsigned i = 0; i < a->reason_count; i++) {
    struct abort_reason *r = &a->reasons[i];
    if (r->code == seen.code && strcmp(r->extra, seen.extra) == 0 && strcmp(r->place, seen.place) == 0) {
      r->count++;
      return;
    }
  }
  if (a->reason_count < MAX_ABORTS) a->reasons[a->reason_count++] = seen;
}

/* Arguments: event, trace number, function, position[, abort code or parent, what it is about]. */
static int on_trace_event(lua_State *L) {
  struct state *s = state_of(L);
  struct jit_activity *a = s ? s->jit : NULL;
  const char *event = lua_tostring(L, 1);
  lua_Debug info;
  lua_settop(L, 6);
  if (!a || !event) return 0;
  if (strcmp(event, "start") == 0) {
    a->own = lua_isfunction(L, 3) && source_of(L, 3, &info) && strcmp(info.source, OWN_SOURCE) == 0;
  } else if (strcmp(event, "flush") == 0) {
    a->flushes++;
  } else if (a->own) {
    return 0;
  } else if (strcmp(event, "stop") == 0) {
    a->traces++;
  } else if (strcmp(event, "abort") == 0) {
    a->aborts++;
    note_abort(L, a);
  }
  return 0;
}

static void attach_work(lua_State *L, struct request *q) {
  (void)q;
  luaL_findtable(L, LUA_REGISTRYINDEX, "_LOADED", 4);
  lua_getfield(L, -1, "jit");
  if (!lua_istable(L, -1)) luaL_error(L, "this state has no jit library");
  lua_getfield(L, -1, "attach");
  lua_getglobal(L, "tostring");
  lua_pushcclosure(L, on_trace_event, 1);
  lua_pushliteral(L, "trace");
  lua_call(L, 2, 0);
}

/* ---- neutral, async-signal-safe ---- */

static size_t put(char *buffer, size_t size, size_t at, const char *text) {
  while (*text && at < size) buffer[at++] = *text++;
  return at;
}

size_t jit_report(const struct state *s, char *buffer, size_t size) {
  const struct jit_activity *a = s->jit;
  char figures[48];
  snprintf(figures, sizeof figures, "%u %u %u", a->traces, a->aborts, a->flushes);
  size_t at = put(buffer, size, 0, figures);
  for (unsigned i = 0; i < a->reason_count; i++) {
    const struct abort_reason *r = &a->reasons[i];
    if (at + sizeof *r + sizeof figures > size) break;
    snprintf(figures, sizeof figures, "\n%u %d ", r->count, r->code);
    at = put(buffer, size, at, figures);
    at = put(buffer, size, at, r->extra);
    at = put(buffer, size, at, "\t");
    at = put(buffer, size, at, r->place);
  }
  return at;
}

/* ---- Ruby methods ---- */

/* count_jit: from now on. A script that attaches a function of its own to "trace" ends it. */
static VALUE count_jit(VALUE self) {
  struct request q = {.state = state_of_object(self), .work = attach_work};
  if (!q.state->jit) q.state->jit = calloc(1, sizeof *q.state->jit);
  if (!q.state->jit) rb_memerror();
  request_run(&q, Qnil);
  return self;
}

/* jit_activity: nil unless counted, else "<traces> <aborts> <flushes>" and for each kind of abort a further line,
 * "<count> <code> <about>\t<place>". */
static VALUE jit_activity(VALUE self) {
  const struct state *s = state_of_object(self);
  char buffer[JIT_REPORT_BYTES];
  return s->jit ? rb_str_new(buffer, (long)jit_report(s, buffer, sizeof buffer)) : Qnil;
}

void init_jit_activity(void) {
  rb_define_method(state_class, "count_jit", count_jit, 0);
  rb_define_method(state_class, "jit_activity", jit_activity, 0);
}
