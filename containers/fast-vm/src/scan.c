/*
 * LuaJIT's rules of what a number looks like: inf and nan, 0b101, 0x1.8p3, spaces around it, and nothing else that
 * strtod would take.
 */
#include "scan.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An exponent with more is no number. */
#define MAX_EXPONENT (1 << 20)

static int is_digit(char c) { return c >= '0' && c <= '9'; }
static int is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static int is_letter(char c, char lower) { return (c | 0x20) == lower; }

static const char *skip_space(const char *at) {
  while (is_space(*at)) at++;
  return at;
}

/* "inf", "infinity" or "nan" in any case; where it ends, or NULL. */
static const char *scan_special(const char *at, double *number) {
  if (is_letter(at[0], 'n') && is_letter(at[1], 'a') && is_letter(at[2], 'n')) {
    *number = NAN;
    return at + 3;
  }
  if (!is_letter(at[0], 'i') || !is_letter(at[1], 'n') || !is_letter(at[2], 'f')) return NULL;
  *number = HUGE_VAL;
  at += 3;
  return is_letter(at[0], 'i') && is_letter(at[1], 'n') && is_letter(at[2], 'i') && is_letter(at[3], 't') &&
                 is_letter(at[4], 'y')
             ? at + 5
             : at;
}

/* The shape of a number: its parts, found before anything is computed. */
struct shape {
  const char *start;   /* with the prefix */
  const char *digits;  /* the first that counts */
  const char *end;     /* behind the exponent */
  int base, count;     /* digits that count: without zeros on the left */
  int pure;            /* neither point nor exponent */
};

/* False when it is no number. */
static int find_shape(const char *at, struct shape *s) {
  int point = 0, zeros = 0;
  *s = (struct shape){.start = at, .base = 10, .pure = 1};
  if (*at == '0') {
    if (is_letter(at[1], 'x')) s->base = 16, at += 2;
    else if (is_letter(at[1], 'b')) s->base = 2, at += 2;
  }
  for (; *at == '0' || *at == '.'; at++) {
    if (*at == '0') zeros = 1;
    else if (point++) return 0;
  }
  s->digits = at;
  for (;; at++) {
    if (is_digit(*at) || (s->base == 16 && isxdigit((unsigned char)*at))) {
      if (s->base == 2 && *at > '1') return 0;
      s->count++;
    } else if (*at == '.') {
      if (point++) return 0;
    } else {
      break;
    }
  }
  if ((!zeros && s->count == 0) || (s->base == 2 && (point || s->count > 64))) return 0;
  s->pure = !point;
  if (s->base != 2 && is_letter(*at, s->base == 16 ? 'p' : 'e')) {
    int exponent = 0;
    s->pure = 0;
    at++;
    if (*at == '+' || *at == '-') at++;
    if (!is_digit(*at)) return 0;
    for (; is_digit(*at); at++) {
      exponent = exponent * 10 + *at - '0';
      if (exponent >= MAX_EXPONENT) return 0;
    }
  }
  s->end = at;
  return 1;
}

/* The digits of a pure number as an integer; false when it has more than 64 bits. */
static int integer_of(const struct shape *s, uint64_t *integer) {
  const char *at = s->digits;
  uint64_t value = 0;
  int i;
  if (s->count > (s->base == 10 ? 20 : s->base == 16 ? 16 : 64)) return 0;
  for (i = 0; i < s->count; i++, at++) {
    unsigned digit = is_digit(*at) ? (unsigned)(*at - '0') : (unsigned)((*at | 0x20) - 'a' + 10);
    if (__builtin_mul_overflow(value, (uint64_t)s->base, &value) || __builtin_add_overflow(value, digit, &value))
      return 0;
  }
  *integer = value;
  return 1;
}

static double number_of(const struct shape *s) {
  uint64_t integer;
  if (s->pure && integer_of(s, &integer)) return (double)integer;
  return strtod(s->start, NULL);
}

int fv_scan_number(const char *text, size_t size, double *number) {
  const char *at = skip_space(text), *end = text + size;
  int negative = 0;
  struct shape shape;
  if (*at == '+' || *at == '-') negative = *at++ == '-';
  if ((unsigned char)*at >= 'A') {
    at = scan_special(at, number);
    if (at == NULL || skip_space(at) != end) return 0;
  } else {
    if (!find_shape(at, &shape) || skip_space(shape.end) != end) return 0;
    *number = number_of(&shape);
  }
  if (negative) *number = -*number;
  return 1;
}

/* As C's strtoul on a machine of 64 bits: what is too large becomes the largest. */
int fv_scan_integer(const char *text, int base, double *number) {
  const char *at = skip_space(text);
  char *end;
  int negative = 0;
  unsigned long long value;
  if (*at == '+' || *at == '-') negative = *at++ == '-';
  if (!isalnum((unsigned char)*at)) return 0;
  value = strtoull(at, &end, base);
  if (end == at || *skip_space(end) != '\0') return 0;
  *number = negative ? -(double)value : (double)value;
  return 1;
}
