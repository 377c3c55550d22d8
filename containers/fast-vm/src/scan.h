/* Numbers read from text: literals, tonumber, strings in arithmetic. */
#ifndef FAST_VM_SCAN_H
#define FAST_VM_SCAN_H

#include <stddef.h>

/* Whether all of the `size` bytes of a NUL-terminated text are a number. */
int fv_scan_number(const char *text, size_t size, double *number);

/* The same of an integer in a base from 2 to 36, for tonumber: up to the first NUL. */
int fv_scan_integer(const char *text, int base, double *number);

#endif
