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
  int fraction;        /* digits behind the point */
  int exponent;        /* what is written behind the e */
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
    if (*at == '0') zeros = 1, s->fraction += point;
    else if (point++) return 0;
  }
  s->digits = at;
  for (;; at++) {
    if (is_digit(*at) || (s->base == 16 && isxdigit((unsigned char)*at))) {
      if (s->base == 2 && *at > '1') return 0;
      s->count++;
      s->fraction += point;
    } else if (*at == '.') {
      if (point++) return 0;
    } else {
      break;
    }
  }
  if ((!zeros && s->count == 0) || (s->base == 2 && (point || s->count > 64))) return 0;
  s->pure = !point;
  if (s->base != 2 && is_letter(*at, s->base == 16 ? 'p' : 'e')) {
    int negative = 0;
    s->pure = 0;
    at++;
    if (*at == '+' || *at == '-') negative = *at++ == '-';
    if (!is_digit(*at)) return 0;
    for (; is_digit(*at); at++) {
      s->exponent = s->exponent * 10 + *at - '0';
      if (s->exponent >= MAX_EXPONENT) return 0;
    }
    if (negative) s->exponent = -s->exponent;
  }
  s->end = at;
  return 1;
}

/* The digits as an integer, without regard to the point; false when it has more than 64 bits. */
static int integer_of(const struct shape *s, uint64_t *integer) {
  const char *at = s->digits;
  uint64_t value = 0;
  int left = s->count;
  if (left > 64) return 0;
  for (; left > 0; at++) {
    unsigned digit;
    if (*at == '.') continue;
    digit = is_digit(*at) ? (unsigned)(*at - '0') : (unsigned)((*at | 0x20) - 'a' + 10);
    if (value > (UINT64_MAX - digit) / (unsigned)s->base) return 0;
    value = value * (unsigned)s->base + digit;
    left--;
  }
  *integer = value;
  return 1;
}

/* Powers of ten that a double holds exactly. */
#define EXACT_POWER 22
static const double powers_of_10[EXACT_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static double number_of(const struct shape *s) {
  uint64_t integer;
  if (integer_of(s, &integer)) {
    int power = s->exponent - s->fraction;
    if (s->pure) return (double)integer;
    /* one operation on two exact numbers rounds once: there is no need of strtod */
    if (s->base == 10 && integer <= (uint64_t)1 << 53 && power >= -EXACT_POWER && power <= EXACT_POWER)
      return power < 0 ? (double)integer / powers_of_10[-power] : (double)integer * powers_of_10[power];
  }
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
  /* musl takes a lone "0x" for 0 */
  if (base == 16 && at[0] == '0' && is_letter(at[1], 'x') && !isxdigit((unsigned char)at[2])) return 0;
  value = strtoull(at, &end, base);
  if (end == at || *skip_space(end) != '\0') return 0;
  *number = negative ? -(double)value : (double)value;
  return 1;
}
