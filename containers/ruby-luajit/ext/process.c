/* What a fork server and its children need from the kernel and Ruby does not offer. */
#define _GNU_SOURCE
#include "extension.h"
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* LuaJIT.dumpable = bool: whether processes of the same user may trace this one and open its /proc/<pid>/fd. */
static VALUE set_dumpable(VALUE module, VALUE on) {
  (void)module;
  if (prctl(PR_SET_DUMPABLE, RTEST(on) ? 1 : 0, 0, 0, 0)) rb_sys_fail("PR_SET_DUMPABLE");
  return on;
}

static VALUE die_with_parent(VALUE module) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)) rb_sys_fail("PR_SET_PDEATHSIG");
  return module;
}

/* LuaJIT.oom_score = n: which process the kernel ends first when the container's memory is used up. */
static VALUE set_oom_score(VALUE module, VALUE score) {
  char text[16];
  int length = snprintf(text, sizeof text, "%d", NUM2INT(score)), fd = open("/proc/self/oom_score_adj", O_WRONLY);
  (void)module;
  if (fd < 0) rb_sys_fail("/proc/self/oom_score_adj");
  ssize_t written = write(fd, text, (size_t)length);
  close(fd);
  if (written != length) rb_sys_fail("/proc/self/oom_score_adj");
  return score;
}

/* LuaJIT.default_signals!: undo what the server ignores, so that a child dies of a signal as any program does.
 * SIGVTALRM, SIGCHLD and SIGPIPE stay Ruby's. */
static VALUE default_signals(VALUE module) {
  static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGTERM, SIGXCPU, SIGXFSZ};
  for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) signal(numbers[i], SIG_DFL);
  return module;
}

/* LuaJIT.line_buffer_stdio: whatever C code prints goes out line by line, since a crash loses what is buffered. */
static VALUE line_buffer_stdio(VALUE module) {
  setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
  setvbuf(stderr, NULL, _IONBF, 0);
  return module;
}

static VALUE flush_stdio(VALUE module) {
  fflush(stdout);
  fflush(stderr);
  return module;
}

/* LuaJIT.reap: [pid, exit code or nil, signal number or nil, core dumped, CPU ms, peak resident KB] of one child that
 * has ended, or nil when none has. */
static VALUE reap(VALUE module) {
  struct rusage usage;
  int status;
  pid_t pid;
  (void)module;
  do pid = wait4(-1, &status, WNOHANG, &usage);
  while (pid < 0 && errno == EINTR);
  if (pid <= 0) return Qnil;
  bool signaled = WIFSIGNALED(status);
  double cpu_ms = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
                  (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
  return rb_ary_new_from_args(6, INT2NUM(pid), signaled ? Qnil : INT2NUM(WEXITSTATUS(status)),
                              signaled ? INT2NUM(WTERMSIG(status)) : Qnil,
                              signaled && WCOREDUMP(status) ? Qtrue : Qfalse, DBL2NUM(cpu_ms),
                              LONG2NUM(usage.ru_maxrss));
}

/* LuaJIT.check_fork: raises Errno::EAGAIN or ENOMEM when there can be no further process. Process.fork would not: it
 * sleeps and tries again for ever. vfork meets the same limits and copies nothing. */
static VALUE check_fork(VALUE module) {
  pid_t pid = vfork();
  if (pid == 0) _exit(0);
  if (pid < 0) rb_sys_fail("fork");
  while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
  return module;
}

/* LuaJIT.alarm_after(seconds): SIGALRM once; 0 calls it off. */
static VALUE alarm_after(VALUE module, VALUE seconds) {
  double value = NUM2DBL(seconds);
  struct itimerval timer = {.it_value = {(time_t)value, (suseconds_t)((value - (double)(time_t)value) * 1e6)}};
  if (setitimer(ITIMER_REAL, &timer, NULL)) rb_sys_fail("setitimer");
  return module;
}

/* LuaJIT.cpu_alarm(ms): SIGXCPU once this process has used so much more CPU time, as exactly as the kernel's clock ticks;
 * 0 calls it off. */
static VALUE cpu_alarm(VALUE module, VALUE ms) {
  static timer_t timer;
  static pid_t owner; /* timers are not inherited */
  double value = NUM2DBL(ms);
  struct itimerspec after = {.it_value = {(time_t)(value / 1e3), (long)(fmod(value, 1e3) * 1e6)}};
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGXCPU};
  if (owner != getpid()) {
    if (timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer)) rb_sys_fail("timer_create");
    owner = getpid();
  }
  if (timer_settime(timer, 0, &after, NULL)) rb_sys_fail("timer_settime");
  return module;
}

/* LuaJIT.trim_memory: give back what free() has kept. */
static VALUE trim_memory(VALUE module) {
  malloc_trim(0);
  return module;
}

/* LuaJIT.peak_resident_kb */
static VALUE peak_resident_kb(VALUE module) {
  struct rusage usage;
  (void)module;
  getrusage(RUSAGE_SELF, &usage);
  return LONG2NUM(usage.ru_maxrss);
}

void init_process(void) {
  rb_define_singleton_method(luajit_module, "dumpable=", set_dumpable, 1);
  rb_define_singleton_method(luajit_module, "die_with_parent!", die_with_parent, 0);
  rb_define_singleton_method(luajit_module, "oom_score=", set_oom_score, 1);
  rb_define_singleton_method(luajit_module, "default_signals!", default_signals, 0);
  rb_define_singleton_method(luajit_module, "line_buffer_stdio", line_buffer_stdio, 0);
  rb_define_singleton_method(luajit_module, "flush_stdio", flush_stdio, 0);
  rb_define_singleton_method(luajit_module, "reap", reap, 0);
  rb_define_singleton_method(luajit_module, "check_fork", check_fork, 0);
  rb_define_singleton_method(luajit_module, "alarm_after", alarm_after, 1);
  rb_define_singleton_method(luajit_module, "cpu_alarm", cpu_alarm, 1);
  rb_define_singleton_method(luajit_module, "trim_memory", trim_memory, 0);
  rb_define_singleton_method(luajit_module, "peak_resident_kb", peak_resident_kb, 0);
}
