/* Numbers as decimal text: how LuaJIT writes them, and how the reference rounds. */
#ifndef FAST_VM_DECIMAL_H
#define FAST_VM_DECIMAL_H

#include <stddef.h>

/* Whether an exact decimal tie is rounded away from zero; else to the even digit, as C's printf does. */
extern int fv_round_half_up;

/* A directive of string.format, without its letter. */
struct fv_directive {
  unsigned char left, plus, space, alternate, zero; /* the flags - + space # 0 */
  unsigned char upper;                              /* X, E, G, A */
  int width;
  int precision; /* -1: none given */
};

/* Room for any number: a sign, 309 digits, a point and 99 more, or a width of 99. */
#define FV_NUMBER_ROOM 512

/* `%.14g`, which tostring and concatenation use: at most 23 bytes and the NUL; the length. */
int fv_number2str(char *out, double number);

/* One of the conversions a, e, f and g, padded to the width; the length, no NUL. */
int fv_format_number(char *out, char conversion, struct fv_directive directive, double number);

#endif
