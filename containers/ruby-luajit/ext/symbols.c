/* Names for addresses in a crash report. LuaJIT's own functions are not exported, so the program's full symbol table
 * is read once, while all is well; the crash handler then only searches it. */
#define _GNU_SOURCE
#include "extension.h"
#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct symbol {
  uintptr_t start;
  size_t size;
  const char *name;
};

static struct symbol *symbols;
static size_t symbol_count;
static const char *program; /* the executable file, mapped for good: the names are in it */
static size_t program_length;

static int by_start(const void *left, const void *right) {
  const struct symbol *a = left, *b = right;
  return (a->start > b->start) - (a->start < b->start);
}

static int first_load_base(struct dl_phdr_info *info, size_t size, void *base) {
  (void)size;
  *(uintptr_t *)base = info->dlpi_addr; /* the main program comes first */
  return 1;
}

static void collect(const char *image, size_t length, uintptr_t base) {
  const ElfW(Ehdr) *head = (const void *)image;
  const ElfW(Shdr) *sections = (const void *)(image + head->e_shoff);
  if (length < sizeof *head || head->e_shoff + head->e_shnum * sizeof *sections > length) return;
  for (int i = 0; i < head->e_shnum; i++) {
    if (sections[i].sh_type != SHT_SYMTAB || sections[i].sh_link >= head->e_shnum) continue;
    const ElfW(Sym) *table = (const void *)(image + sections[i].sh_offset);
    const char *names = image + sections[sections[i].sh_link].sh_offset;
    size_t count = sections[i].sh_size / sizeof *table;
    symbols = malloc(count * sizeof *symbols);
    for (size_t j = 0; symbols && j < count; j++)
      if ((table[j].st_info & 15) == STT_FUNC && table[j].st_value)
        symbols[symbol_count++] = (struct symbol){base + table[j].st_value, table[j].st_size, names + table[j].st_name};
    if (symbols) qsort(symbols, symbol_count, sizeof *symbols, by_start);
    return;
  }
}

/* Without a symbol table the names are missing and the offsets remain. */
void symbols_load(void) {
  struct stat info;
  uintptr_t base = 0;
  if (symbols) return;
  int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  if (fstat(fd, &info) == 0 && info.st_size > 0) {
    char *image = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (image != MAP_FAILED) {
      program = image;
      program_length = (size_t)info.st_size;
      dl_iterate_phdr(first_load_base, &base);
      collect(program, program_length, base);
    }
  }
  close(fd);
}

bool program_has_function(const char *name) {
  for (size_t i = 0; i < symbol_count; i++)
    if (strcmp(symbols[i].name, name) == 0) return true;
  return false;
}

bool program_has_text(const char *start, const char *rest) {
  char text[64];
  int length = snprintf(text, sizeof text, "%s%s", start, rest);
  return program && memmem(program, program_length, text, (size_t)length + 1);
}

static const struct symbol *find(uintptr_t address) {
  size_t low = 0, high = symbol_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (symbols[middle].start <= address) low = middle + 1;
    else high = middle;
  }
  if (low == 0) return NULL;
  const struct symbol *s = &symbols[low - 1];
  return address < s->start + (s->size ? s->size : 4096) ? s : NULL; /* assembler labels have no size */
}

size_t symbol_name(uintptr_t address, char *buffer, size_t size) {
  const struct symbol *s = find(address);
  Dl_info info;
  int length;
  if (s) {
    length = snprintf(buffer, size, "%s+0x%lx", s->name, (unsigned long)(address - s->start));
  } else if (dladdr((void *)address, &info) && info.dli_fname) {
    const char *slash = strrchr(info.dli_fname, '/'), *file = slash ? slash + 1 : info.dli_fname;
    if (info.dli_sname)
      length = snprintf(buffer, size, "%s+0x%lx (%s)", info.dli_sname,
                        (unsigned long)(address - (uintptr_t)info.dli_saddr), file);
    else length = snprintf(buffer, size, "%s+0x%lx", file, (unsigned long)(address - (uintptr_t)info.dli_fbase));
  } else {
    length = snprintf(buffer, size, "generated code 0x%lx", (unsigned long)address);
  }
  return length < 0 ? 0 : (size_t)length < size ? (size_t)length : size - 1;
}
