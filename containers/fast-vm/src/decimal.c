/*
 * Decimal digits of a number, always of its exact value. The C library's printf would do, but it rounds ties to
 * even, and it is slow: numbers are turned into text all the time.
 */
#include "decimal.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "fast_vm.h"

/* Debian bookworm's LuaJIT rounds ties away from zero, later ones to even. */
int fv_round_half_up = 1;

FV_EXPORT("vm_round_half_up") void fv_set_round_half_up(int on) { fv_round_half_up = on; }

typedef unsigned __int128 uint128;

/* Above this a power of 5 does not fit 64 bits; and above that, 128 bits together with a mantissa. */
#define MAX_POWER 27
#define MAX_PRODUCT 32
static const uint64_t powers_of_5[MAX_POWER + 1] = {
    1u,
    5u,
    25u,
    125u,
    625u,
    3125u,
    15625u,
    78125u,
    390625u,
    1953125u,
    9765625u,
    48828125u,
    244140625u,
    1220703125u,
    6103515625u,
    30517578125u,
    152587890625u,
    762939453125u,
    3814697265625u,
    19073486328125u,
    95367431640625u,
    476837158203125u,
    2384185791015625u,
    11920928955078125u,
    59604644775390625u,
    298023223876953125u,
    1490116119384765625u,
    7450580596923828125u,
};

/* Digits that the quick way can yield: an integer below 10^18. */
#define MAX_QUICK 18
static const uint64_t powers_of_10[MAX_QUICK + 1] = {
    1u,
    10u,
    100u,
    1000u,
    10000u,
    100000u,
    1000000u,
    10000000u,
    100000000u,
    1000000000u,
    10000000000u,
    100000000000u,
    1000000000000u,
    10000000000000u,
    100000000000000u,
    1000000000000000u,
    10000000000000000u,
    100000000000000000u,
    1000000000000000000u,
};

/* The longest expansion has 767 digits, the largest integer 309. */
#define MAX_DIGITS 800

/* A positive number: mantissa * 2^exponent. */
struct binary {
  uint64_t mantissa;
  int exponent;
};

/* Its digits: 0.d1d2d3... * 10^point. Zero has none. */
struct decimal {
  int count, point;
  char digits[MAX_DIGITS];
};

static uint64_t bits_of(double number) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  return bits;
}

static struct binary binary_of(uint64_t bits) {
  int exponent = (int)(bits >> 52 & 0x7ff);
  uint64_t fraction = bits & 0xfffffffffffff;
  return exponent == 0 ? (struct binary){fraction, -1074}
                       : (struct binary){fraction | (uint64_t)1 << 52, exponent - 1075};
}

/* Where a remainder lies: below half of the last digit, on it, or above. */
enum half { BELOW, TIE, ABOVE };

static enum half half_of(uint128 remainder, uint128 half) {
  return remainder < half ? BELOW : remainder == half ? TIE : ABOVE;
}

static int rounds_up(enum half half, int odd) { return half == ABOVE || (half == TIE && (fv_round_half_up || odd)); }

/* The integer part of x * 10^power and what is left over; false when it takes more than this arithmetic. */
static int scale(struct binary x, int power, uint64_t *integer, enum half *half) {
  uint128 value;
  int shift;
  if (power < -MAX_POWER || power > MAX_PRODUCT) return 0;
  if (power < 0) { /* x / (5^n * 2^n) */
    uint64_t divisor = powers_of_5[-power], top, low;
    int64_t rest;
    shift = -power - x.exponent;
    if (shift <= 0 || shift > 63) return 0;
    top = x.mantissa >> shift;
    low = x.mantissa - (top << shift);
    *integer = top / divisor;
    /* half of the divisor is never an integer: what is missing to twice the remainder decides */
    rest = (int64_t)(divisor - 2 * (top % divisor));
    *half = rest > 1 ? BELOW : rest < 1 ? ABOVE : half_of(low, (uint64_t)1 << (shift - 1));
    return 1;
  }
  value = (uint128)x.mantissa * powers_of_5[power > MAX_POWER ? MAX_POWER : power];
  if (power > MAX_POWER) value *= powers_of_5[power - MAX_POWER];
  shift = -(x.exponent + power);
  if (shift <= 0) {
    if (shift < -10 || value >> 64 != 0) return 0;
    value <<= -shift;
    *half = BELOW;
  } else if (shift > 127) {
    value = 0;
    *half = BELOW;
  } else {
    uint128 whole = value >> shift;
    *half = half_of(value - (whole << shift), (uint128)1 << (shift - 1));
    value = whole;
  }
  *integer = (uint64_t)value;
  return value < powers_of_10[MAX_QUICK];
}

/* Writes an integer and returns the number of digits. */
static int write_integer(char *out, uint64_t value) {
  char buffer[20], *end = buffer + sizeof buffer, *start = end;
  uint32_t rest;
  int count;
  while (value > UINT32_MAX) { /* 64-bit division is the slow one */
    uint64_t high = value / 1000000000;
    uint32_t low = (uint32_t)(value - high * 1000000000);
    int i;
    for (i = 0; i < 9; i++, low /= 10) *--start = (char)('0' + low % 10);
    value = high;
  }
  for (rest = (uint32_t)value; rest != 0; rest /= 10) *--start = (char)('0' + rest % 10);
  count = (int)(end - start);
  memcpy(out, start, (size_t)count);
  return count;
}

/* All digits of a number, by arithmetic in base 10^9. */
#define LIMB 1000000000u
static void expand(struct binary x, struct decimal *to) {
  uint32_t limbs[MAX_DIGITS / 9 + 2];
  int used = 0, steps, i;
  uint64_t rest = x.mantissa;
  /* mantissa * 2^n, or mantissa * 5^n with the point moved by n places */
  int factor = x.exponent < 0 ? 5 : 2, chunk = x.exponent < 0 ? 12 : 28;
  uint32_t big = x.exponent < 0 ? 244140625u : 1u << 28;
  while (rest != 0) limbs[used++] = (uint32_t)(rest % LIMB), rest /= LIMB;
  for (steps = x.exponent < 0 ? -x.exponent : x.exponent; steps > 0;) {
    uint64_t carry = 0;
    uint32_t by = 1;
    if (steps >= chunk) {
      by = big;
      steps -= chunk;
    } else {
      while (steps > 0) by *= (uint32_t)factor, steps--;
    }
    for (i = 0; i < used; i++) {
      carry += (uint64_t)limbs[i] * by;
      limbs[i] = (uint32_t)(carry % LIMB);
      carry /= LIMB;
    }
    if (carry != 0) limbs[used++] = (uint32_t)carry;
  }
  to->count = write_integer(to->digits, limbs[used - 1]);
  for (i = used - 2; i >= 0; i--, to->count += 9) {
    uint32_t limb = limbs[i];
    int place;
    for (place = 8; place >= 0; place--, limb /= 10) to->digits[to->count + place] = (char)('0' + limb % 10);
  }
  to->point = to->count + (x.exponent < 0 ? x.exponent : 0);
}

/* Keeps the first `keep` digits, rounded. */
static void cut(struct decimal *d, int keep) {
  enum half half;
  int i;
  if (keep >= d->count) return;
  if (keep < 0) {
    d->count = 0;
    return;
  }
  for (i = keep + 1; i < d->count && d->digits[i] == '0'; i++) {
  }
  half = d->digits[keep] != '5' ? (d->digits[keep] > '5' ? ABOVE : BELOW) : i < d->count ? ABOVE : TIE;
  d->count = keep;
  if (!rounds_up(half, keep > 0 && (d->digits[keep - 1] & 1))) return;
  for (i = keep - 1; i >= 0 && d->digits[i] == '9'; i--) d->digits[i] = '0';
  if (i >= 0) {
    d->digits[i]++;
  } else { /* 9.99 is 10.0 now: one more digit before the point */
    if (keep > 0) memmove(d->digits + 1, d->digits, (size_t)keep);
    d->digits[0] = '1';
    d->count = keep + 1;
    d->point++;
  }
}

/* An estimate of the decimal exponent of x, exact or one too low: floor(log10(2^k)). */
static int exponent_of(struct binary x) {
  int k = 63 - __builtin_clzll(x.mantissa) + x.exponent;
  return (int)(((int64_t)k * 1292913986) >> 32); /* log10(2) * 2^32 */
}

/* The first `keep` digits of a number that is not zero. */
static void significant(double number, int keep, struct decimal *to) {
  struct binary x = binary_of(bits_of(number));
  uint64_t integer;
  enum half half;
  if (keep <= 17) {
    int point = exponent_of(x) + 1, quick = scale(x, keep - point, &integer, &half);
    if (quick && integer >= powers_of_10[keep]) quick = scale(x, keep - ++point, &integer, &half);
    if (quick) {
      if (rounds_up(half, integer & 1) && ++integer == powers_of_10[keep]) integer /= 10, point++;
      to->count = write_integer(to->digits, integer);
      to->point = point;
      return;
    }
  }
  expand(x, to);
  cut(to, keep);
  if (to->count > keep) to->count = keep;
}

/* A number that is not zero, to `places` digits after the point. */
static void fixed(double number, int places, struct decimal *to) {
  struct binary x = binary_of(bits_of(number));
  uint64_t integer;
  enum half half;
  if (scale(x, places, &integer, &half)) {
    if (rounds_up(half, integer & 1)) integer++;
    to->count = write_integer(to->digits, integer);
    to->point = to->count - places;
    return;
  }
  expand(x, to);
  cut(to, to->point + places);
}

/* One digit; zeros are written where the decimal has none. */
static char digit(const struct decimal *d, int index) {
  return index >= 0 && index < d->count ? d->digits[index] : '0';
}

/* The digits with `places` of them after the point. */
static char *write_fixed(char *out, const struct decimal *d, int places, int alternate) {
  int i;
  if (d->point <= 0) *out++ = '0';
  for (i = 0; i < d->point; i++) *out++ = digit(d, i);
  if (places > 0 || alternate) *out++ = '.';
  for (i = 0; i < places; i++) *out++ = digit(d, d->point + i);
  return out;
}

static char *write_exponent(char *out, char letter, int exponent) {
  *out++ = letter;
  *out++ = exponent < 0 ? '-' : '+';
  if (exponent < 0) exponent = -exponent;
  if (exponent < 10) *out++ = '0';
  return out + (exponent == 0 ? (*out = '0', 1) : write_integer(out, (uint64_t)exponent));
}

static char *write_scientific(char *out, const struct decimal *d, int places, int alternate, int upper) {
  int i;
  *out++ = digit(d, 0);
  if (places > 0 || alternate) *out++ = '.';
  for (i = 1; i <= places; i++) *out++ = digit(d, i);
  return write_exponent(out, upper ? 'E' : 'e', d->count == 0 ? 0 : d->point - 1);
}

/* %g: `keep` significant digits, without trailing zeros, in the shorter of the two forms. */
static char *write_general(char *out, const struct decimal *d, int keep, int alternate, int upper) {
  int exponent = d->count == 0 ? 0 : d->point - 1, places = keep - 1;
  if (!alternate) {
    places = d->count;
    while (places > 0 && d->digits[places - 1] == '0') places--;
    if (places > 0) places--;
  }
  if (exponent < -4 || exponent >= keep) return write_scientific(out, d, places, alternate, upper);
  places -= exponent;
  if (d->count == 0) { /* zero */
    struct decimal zero;
    zero.count = 0;
    zero.point = 1;
    return write_fixed(out, &zero, places, alternate);
  }
  return write_fixed(out, d, places > 0 ? places : 0, alternate);
}

/* %a: LuaJIT always rounds its ties away from zero. */
static char *write_hexadecimal(char *out, double number, const struct fv_directive *how) {
  const char *digits = how->upper ? "0123456789ABCDEF" : "0123456789abcdef";
  uint64_t bits = bits_of(number) & INT64_MAX;
  int exponent = (int)(bits >> 52), places = how->precision, i;
  bits &= 0xfffffffffffff;
  if (exponent != 0) {
    bits |= (uint64_t)1 << 52;
    exponent -= 1023;
  } else if (bits != 0) {
    int shift = __builtin_clzll(bits) - 11;
    bits <<= shift;
    exponent = -1022 - shift;
  }
  if (places < 0) {
    places = bits << 12 == 0 ? 0 : 13 - __builtin_ctzll(bits) / 4;
  } else if (places < 13) {
    bits += (uint64_t)1 << (51 - places * 4);
  }
  *out++ = (char)('0' + (bits >> 52)); /* 2 when it was rounded up */
  if (places > 0 || how->alternate) *out++ = '.';
  for (i = 0; i < places; i++) *out++ = i < 13 ? digits[bits >> (48 - i * 4) & 15] : '0';
  *out++ = how->upper ? 'P' : 'p';
  *out++ = exponent < 0 ? '-' : '+';
  if (exponent < 0) exponent = -exponent;
  return out + (exponent == 0 ? (*out = '0', 1) : write_integer(out, (uint64_t)exponent));
}

/* The number without its sign. */
static char *write_magnitude(char *out, char conversion, const struct fv_directive *how, double number) {
  struct decimal d;
  int precision = how->precision < 0 ? 6 : how->precision;
  d.count = 0;
  d.point = 1;
  if (conversion == 'a') return write_hexadecimal(out, number, how);
  if (conversion == 'f') {
    if (number != 0) fixed(number, precision, &d);
    return write_fixed(out, &d, precision, how->alternate);
  }
  if (conversion == 'g' && precision == 0) precision = 1;
  if (number != 0) significant(number, conversion == 'e' ? precision + 1 : precision, &d);
  return conversion == 'e' ? write_scientific(out, &d, precision, how->alternate, how->upper)
                           : write_general(out, &d, precision, how->alternate, how->upper);
}

int fv_format_number(char *out, char conversion, struct fv_directive how, double number) {
  char sign = how.plus ? '+' : how.space ? ' ' : '\0', *start = out, *body;
  uint64_t bits = bits_of(number);
  int finite = (bits >> 52 & 0x7ff) != 0x7ff, padding;
  if (number != number) {
    sign = how.space ? ' ' : '\0'; /* of either sign it is "nan", and never "+nan" */
  } else if (bits >> 63) {
    sign = '-';
    number = -number;
  }
  if (sign != '\0') *out++ = sign;
  if (finite && conversion == 'a') {
    *out++ = '0';
    *out++ = how.upper ? 'X' : 'x';
  }
  body = out;
  if (finite) {
    out = write_magnitude(out, conversion, &how, number);
  } else {
    memcpy(out, number != number ? (how.upper ? "NAN" : "nan") : how.upper ? "INF" : "inf", 3);
    out += 3;
  }
  padding = how.width - (int)(out - start);
  if (padding <= 0) return (int)(out - start);
  if (how.left) {
    memset(out, ' ', (size_t)padding);
  } else if (how.zero && finite) {
    memmove(body + padding, body, (size_t)(out - body));
    memset(body, '0', (size_t)padding);
  } else {
    memmove(start + padding, start, (size_t)(out - start));
    memset(start, ' ', (size_t)padding);
  }
  return how.width;
}

int fv_number2str(char *out, double number) {
  static const struct fv_directive plain = {.precision = 14};
  int length;
  if (number > -1e14 && number < 1e14 && (double)(int64_t)number == number && (number != 0 || !(bits_of(number) >> 63))) {
    int64_t integer = (int64_t)number;
    length = 0;
    if (integer < 0) {
      out[length++] = '-';
      integer = -integer;
    }
    if (integer == 0) out[length++] = '0';
    length += write_integer(out + length, (uint64_t)integer);
  } else {
    length = fv_format_number(out, 'g', plain, number);
  }
  out[length] = '\0';
  return length;
}
