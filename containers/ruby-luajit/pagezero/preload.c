/* Takes the low 4 GB of the address space before main() runs, as the `__PAGEZERO` segment of a macOS executable does.
 * Loaded by LD_PRELOAD into a program on 64-bit Linux; what is mapped there already stays. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000 /* Linux 4.17; glibc has the name from 2.27 on */
#endif

/* 64 KB is vm.mmap_min_addr's usual value: below it only a privileged process may map anything. */
static const uintptr_t FIRST = 0x10000, END = 0x100000000, PAGE = 4096;

static int take(uintptr_t at, uintptr_t length) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
  void *got = mmap((void *)at, length, PROT_NONE, flags, -1, 0);
  if (got == (void *)at) return 1;
  if (got != MAP_FAILED) munmap(got, length); /* an older kernel takes the address for a wish */
  return 0;
}

__attribute__((constructor(101))) static void take_low_addresses(void) {
  uintptr_t at = FIRST, taken = 0;
  while (at < END) {
    uintptr_t length = END - at;
    int got;
    while (!(got = take(at, length)) && length > PAGE) length = length / 2 / PAGE * PAGE;
    if (got) taken += length;
    at += length;
  }
  if (taken < (END - FIRST) / 2) { /* not what was asked for: a run that goes on would prove nothing */
    static const char message[] = "pagezero: the low 4 GB of the address space cannot be taken\n";
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0) abort();
    _exit(1);
  }
}
