/* The ELF counterpart of the segment __PAGEZERO of a macOS executable, which takes the low 4 GB unless the linker is told
 * `-pagezero_size`: a section without content, which the kernel maps when it loads the program. link.sh puts it at 64 KB
 * (below that nothing can be mapped), and the rest of the program at 4 GB. A page is left between them. */
  .section .pagezero, "a", @nobits
  .skip 0x100000000 - 0x10000 - 0x1000
  .section .note.GNU-stack, "", @progbits
