/* The low 4 GB of the address space as a segment of the executable that takes no room in the file: what `__PAGEZERO` is
 * to a macOS executable. To be linked with
 *   -Wl,-no-pie -Wl,--no-relax -Wl,-Ttext-segment=0x100000000 -Wl,--section-start=.pagezero=0x10000
 * The program itself then lies above 4 GB, as a macOS executable does. -Wl,-no-pie rather than -no-pie, since the compiler
 * has to take the start files that work there; relaxed, references to functions would have 32 bits. Without this file and
 * --section-start, the low addresses are free: macOS's `-pagezero_size 10000 -image_base 100000000`.
 * 64 KB at the bottom are the kernel's (vm.mmap_min_addr); a page at the top holds the headers. */
.section .pagezero, "a", @nobits
.skip 0x100000000 - 0x10000 - 0x1000
.section .note.GNU-stack, "", @progbits
