/* The crash handler: says on the result channel what happened, then lets the process die of its true signal.
 * Up to four frames, each only if the one before it went out: C (signal, address, code), B (Lua traceback),
 * N (native backtrace), J (the JIT compiler's activity, if it is counted). A second fault while one of the last three is
 * being written ends that frame only. */
#define _GNU_SOURCE
#include "extension.h"
#include <execinfo.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

static const struct {
  int number;
  const char *name;
} fatal[] = {{SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"},   {SIGILL, "SIGILL"}, {SIGFPE, "SIGFPE"},
             {SIGABRT, "SIGABRT"}, {SIGTRAP, "SIGTRAP"}, {SIGSYS, "SIGSYS"}};
enum { FATAL_COUNT = sizeof fatal / sizeof *fatal };

/* Unwinding needs some 20 KB; several times that, because a second fault is handled on the same stack. */
enum { STACK_BYTES = 128 * 1024, REPORT_BYTES = 16 * 1024, MAX_LUA_FRAMES = 60, MAX_NATIVE_FRAMES = 48, MAX_COROUTINES = 8 };

static char handler_stack[STACK_BYTES];
static char report[REPORT_BYTES];
static size_t report_length;
static int channel_fd = -1;
static unsigned char channel_token[FRAME_TOKEN_BYTES];
static sigjmp_buf second_fault;

static void add(const char *text) {
  while (*text && report_length < REPORT_BYTES) report[report_length++] = *text++;
}

static void add_number(long value) {
  char digits[24];
  snprintf(digits, sizeof digits, "%ld", value); /* glibc's snprintf takes no memory for integers */
  add(digits);
}

static void send_report(char type) {
  frame_write(channel_fd, channel_token, type, report, report_length);
  report_length = 0;
}

static void add_lua_frame(lua_State *L, lua_Debug *frame) {
  if (!lua_getinfo(L, "Snl", frame)) return;
  add(frame->short_src);
  if (frame->currentline > 0) {
    add(":");
    add_number(frame->currentline);
  }
  add(": in ");
  if (frame->name) {
    add("function '");
    add(frame->name);
    add("'");
  } else if (*frame->what == 'm') {
    add("main chunk");
  } else if (*frame->what == 'C') {
    add("function [C]");
  } else {
    add("function <");
    add(frame->short_src);
    add(":");
    add_number(frame->linedefined);
    add(">");
  }
  add("\n");
}

static lua_State *pop_thread(lua_State *L) {
  lua_State *thread = lua_tothread(L, -1);
  lua_pop(L, 1);
  return thread != L ? thread : NULL;
}

/* The public API cannot tell which coroutine runs. But a thread that waits for one is in coroutine.resume, whose
 * first argument it is, or in a function made by coroutine.wrap, whose upvalue it is. */
static lua_State *resumed_by(lua_State *L) {
  lua_Debug frame;
  lua_State *resumed = NULL;
  if (!lua_getstack(L, 0, &frame) || !lua_getinfo(L, "Sf", &frame)) return NULL;
  if (*frame.what == 'C' && lua_getupvalue(L, -1, 1)) resumed = pop_thread(L);
  if (*frame.what == 'C' && !resumed && lua_getlocal(L, &frame, 1)) resumed = pop_thread(L);
  lua_pop(L, 1);
  return resumed;
}

static bool is_last(lua_State *L, int level) {
  lua_Debug next;
  return !lua_getstack(L, level + 1, &next);
}

static void report_lua(lua_State *L) {
  lua_State *threads[MAX_COROUTINES];
  int count = 0;
  while (L && count < MAX_COROUTINES) {
    threads[count++] = L;
    L = resumed_by(L);
  }
  while (count-- > 0) {
    lua_Debug frame;
    for (int level = 0; level < MAX_LUA_FRAMES && lua_getstack(threads[count], level, &frame); level++)
      if (count > 0 || !is_last(threads[count], level)) /* the outermost is request_body, not the script's */
        add_lua_frame(threads[count], &frame);
  }
}

static uintptr_t program_counter(const void *context) {
  const ucontext_t *c = context;
#if defined(__x86_64__)
  return (uintptr_t)c->uc_mcontext.gregs[REG_RIP];
#elif defined(__i386__)
  return (uintptr_t)c->uc_mcontext.gregs[REG_EIP];
#elif defined(__aarch64__)
  return (uintptr_t)c->uc_mcontext.pc;
#else
  (void)c;
  return 0;
#endif
}

static void add_address(uintptr_t address) {
  char text[200];
  text[symbol_name(address, text, sizeof text)] = 0;
  add(text);
  add("\n");
}

/* backtrace() starts with the handler itself; what counts begins at the faulting instruction. */
static void report_native(const void *context) {
  void *addresses[MAX_NATIVE_FRAMES];
  uintptr_t fault = program_counter(context);
  int count, first = 0;
  if (fault) add_address(fault);
  count = backtrace(addresses, MAX_NATIVE_FRAMES); /* last: it may fault on generated code */
  for (int i = 0; i < count; i++)
    if ((uintptr_t)addresses[i] == fault) first = i + 1;
  for (int i = first; i < count; i++) add_address((uintptr_t)addresses[i] - 1); /* the call, not what follows it */
}

static void report_jit(void) {
  const struct state *s = running_lua ? state_of(running_lua) : NULL;
  if (!s || !s->jit) return;
  report_length = jit_report(s, report, REPORT_BYTES);
  send_report('J');
}

static void on_second_fault(int number) {
  (void)number;
  siglongjmp(second_fault, 1);
}

static void handle_all(void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK | SA_NODEFER};
  for (int i = 0; i < FATAL_COUNT; i++) sigaction(fatal[i].number, &action, NULL);
}

static void report_signal(int number, const siginfo_t *info) {
  char text[64];
  const char *name = "SIG?";
  bool sent_by_process = info->si_code <= 0;
  for (int i = 0; i < FATAL_COUNT; i++)
    if (fatal[i].number == number) name = fatal[i].name;
  snprintf(text, sizeof text, "%s 0x%lx %d", name, sent_by_process ? 0UL : (unsigned long)(uintptr_t)info->si_addr,
           info->si_code);
  add(text);
  send_report('C');
}

static void on_crash(int number, siginfo_t *info, void *context) {
  report_length = 0;
  handle_all(on_second_fault);
  if (!sigsetjmp(second_fault, 1)) report_signal(number, info);
  if (!sigsetjmp(second_fault, 1)) {
    if (running_lua) report_lua(running_lua);
  } else {
    add("(the Lua stack cannot be read further)\n");
  }
  if (!sigsetjmp(second_fault, 1)) send_report('B');
  if (!sigsetjmp(second_fault, 1)) report_native(context);
  if (!sigsetjmp(second_fault, 1)) send_report('N');
  if (!sigsetjmp(second_fault, 1)) report_jit();
  handle_all(SIG_DFL);
  /* Returning repeats the faulting instruction, which keeps a core dump exact. SIGTRAP would continue instead, and
   * so would a signal that was sent. */
  if (info->si_code <= 0 || number == SIGTRAP || number == SIGSYS || number == SIGABRT) raise(number);
}

/* LuaJIT.crash_handler!(fd, token) */
static VALUE install(VALUE module, VALUE fd, VALUE token) {
  stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  void *warm[2];
  int number = NUM2INT(fd);
  StringValue(token);
  if (RSTRING_LEN(token) != FRAME_TOKEN_BYTES) rb_raise(rb_eArgError, "a token has %d bytes", FRAME_TOKEN_BYTES);
  memcpy(channel_token, RSTRING_PTR(token), FRAME_TOKEN_BYTES);
  channel_fd = number;
  symbols_load();
  backtrace(warm, 2); /* loads libgcc now, because the handler may not */
  if (sigaltstack(&stack, NULL)) rb_sys_fail("sigaltstack");
  action.sa_sigaction = on_crash;
  for (int i = 0; i < FATAL_COUNT; i++) sigaction(fatal[i].number, &action, NULL);
  return module;
}

/* LuaJIT.prepare_crash_reports: the slow part of crash_handler!, to be done once before forking. */
static VALUE prepare(VALUE module) {
  void *warm[2];
  symbols_load();
  backtrace(warm, 2);
  return module;
}

/* LuaJIT.raw_signals!: take the handlers away that make Ruby turn a SIGSEGV into a SIGABRT. */
static VALUE raw_signals(VALUE module) {
  handle_all(SIG_DFL);
  return module;
}

void init_crash(void) {
  rb_define_singleton_method(luajit_module, "crash_handler!", install, 2);
  rb_define_singleton_method(luajit_module, "prepare_crash_reports", prepare, 0);
  rb_define_singleton_method(luajit_module, "raw_signals!", raw_signals, 0);
}
