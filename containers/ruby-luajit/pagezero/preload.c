/* Takes the address space from 64 KB to 4 GB before a program begins, as the segment __PAGEZERO of a macOS executable does:
 * what is not mapped there already becomes inaccessible, so that no later mmap() gets it. */
#define _GNU_SOURCE
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#define BEGIN 0x10000ul     /* below it, vm.mmap_min_addr may forbid any mapping */
#define END 0x100000000ul

/* Around whatever lies in the range: a part that cannot be taken as a whole is taken in halves. */
static void take(uintptr_t begin, uintptr_t end) {
  size_t length = end - begin;
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
  void *taken = mmap((void *)begin, length, PROT_NONE, flags, -1, 0);
  if (taken == (void *)begin) return;
  if (taken != MAP_FAILED) munmap(taken, length); /* a kernel before 4.17, which took the address for a wish */
  if (length <= (size_t)sysconf(_SC_PAGESIZE)) return;
  uintptr_t middle = begin + length / 2 / 0x1000 * 0x1000;
  take(begin, middle);
  take(middle, end);
}

__attribute__((constructor)) static void pagezero(void) { take(BEGIN, END); }
