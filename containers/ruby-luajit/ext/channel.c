/* State#channel: a Lua function that sends a string to the parent, straight from C. The descriptor and the token
 * are kept in C memory, because debug.getupvalue can read the upvalues of C functions. */
#include "extension.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct channel {
  struct channel *next;
  int fd;
  pid_t owner;
  unsigned char token[FRAME_TOKEN_BYTES];
};

void channels_free(struct channel *first) {
  while (first) {
    struct channel *next = first->next;
    free(first);
    first = next;
  }
}

static struct channel *find(lua_State *L, const void *wanted) {
  struct state *s = state_of(L);
  for (struct channel *c = s ? s->channels : NULL; c; c = c->next)
    if (c == wanted) return c;
  return NULL;
}

static int send_frame(lua_State *L) {
  size_t length;
  const char *bytes = luaL_checklstring(L, 1, &length);
  struct channel *c = find(L, lua_touserdata(L, lua_upvalueindex(1)));
  if (!c) return luaL_error(L, "this channel is closed");
  if (c->owner != getpid()) return luaL_error(L, "this channel belongs to another process");
  if (length >= UINT32_MAX - 1) return luaL_error(L, "message is too long");
  if (!frame_write(c->fd, c->token, 'E', bytes, length)) return luaL_error(L, "channel: %s", strerror(errno));
  return 0;
}

static void install_work(lua_State *L, struct request *q) {
  request_push_arguments(L, q);
  lua_pushlightuserdata(L, q->state->channels);
  lua_pushcclosure(L, send_frame, 1);
  lua_setglobal(L, lua_tostring(L, -2));
}

/* channel(name, fd, token): `token` has 8 bytes. */
static VALUE channel(VALUE self, VALUE name, VALUE fd, VALUE token) {
  struct request q = {.state = state_of_object(self), .work = install_work};
  struct channel *c;
  int number = NUM2INT(fd);
  StringValueCStr(name);
  StringValue(token);
  if (RSTRING_LEN(token) != FRAME_TOKEN_BYTES) rb_raise(rb_eArgError, "a token has %d bytes", FRAME_TOKEN_BYTES);
  c = calloc(1, sizeof *c);
  if (!c) rb_memerror();
  c->fd = number;
  c->owner = getpid();
  memcpy(c->token, RSTRING_PTR(token), FRAME_TOKEN_BYTES);
  c->next = q.state->channels;
  q.state->channels = c;
  request_run(&q, rb_ary_new_from_args(1, name));
  return self;
}

/* LuaJIT.send_frame(fd, token, type, payload): the same frames from Ruby. */
static VALUE send_from_ruby(VALUE module, VALUE fd, VALUE token, VALUE type, VALUE payload) {
  int number = NUM2INT(fd);
  StringValue(token);
  StringValue(type);
  StringValue(payload);
  if (RSTRING_LEN(token) != FRAME_TOKEN_BYTES || RSTRING_LEN(type) != 1)
    rb_raise(rb_eArgError, "expected a token of 8 bytes and a type of 1");
  if (!frame_write(number, (const unsigned char *)RSTRING_PTR(token), RSTRING_PTR(type)[0], RSTRING_PTR(payload),
                   (size_t)RSTRING_LEN(payload)))
    rb_sys_fail("channel");
  RB_GC_GUARD(payload);
  return module;
}

void init_channel(void) {
  rb_define_method(state_class, "channel", channel, 3);
  rb_define_singleton_method(luajit_module, "send_frame", send_from_ruby, 4);
}
