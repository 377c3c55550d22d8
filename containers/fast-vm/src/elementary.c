/*
 * Elementary functions that the C library of the VM rounds in another way than glibc, with which LuaJIT runs. glibc's
 * trigonometric functions are nearly always the nearest double, so these are computed to some 64 bits and rounded
 * once; its hyperbolic functions and log10 are fdlibm's, and their errors are kept by keeping the formulas.
 */
#include "elementary.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* The sum of two doubles, of which the second is but what the first lost by rounding. */
struct pair {
  double high, low;
};

static struct pair add(double a, double b) {
  double sum = a + b, part = sum - a;
  return (struct pair){sum, (a - (sum - part)) + (b - part)};
}

/* The upper and the lower half of the digits. */
static struct pair split(double a) {
  double scaled = 134217729.0 * a, high = scaled - (scaled - a); /* 2^27 + 1 */
  return (struct pair){high, a - high};
}

static struct pair multiply(double a, double b) {
  double product = a * b;
  struct pair x = split(a), y = split(b);
  return (struct pair){product, ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low};
}

/* sine and cosine of n * pi / 64 */
static const struct {
  struct pair sine, cosine;
} table[17] = {
{{0, 0}, {1, 0}},
    {{0.049067674327418015, -6.7961037205182801e-19}, {0.99879545620517241, -1.2291693337075465e-17}},
    {{0.098017140329560604, -1.634582362244256e-18}, {0.99518472667219693, -4.248691367830441e-17}},
    {{0.14673047445536175, 3.7269471470465677e-18}, {0.98917650996478101, -4.0987309937047111e-17}},
    {{0.19509032201612828, -7.9910790684617313e-18}, {0.98078528040323043, 1.8546939997825006e-17}},
    {{0.2429801799032639, -8.7514315297196632e-18}, {0.97003125319454397, 1.8365300348428844e-17}},
    {{0.29028467725446239, -1.8927978707774251e-17}, {0.95694033573220882, 4.0553869861875701e-17}},
    {{0.33688985339222005, -4.2000940033475092e-19}, {0.94154406518302081, -2.7896379547698341e-17}},
    {{0.38268343236508978, -1.0050772696461588e-17}, {0.92387953251128674, 1.7645047084336677e-17}},
    {{0.42755509343028208, 9.4111898162954726e-18}, {0.90398929312344334, -6.6097544687484308e-18}},
    {{0.47139673682599764, 6.516678136069013e-18}, {0.88192126434835505, -1.9843248405890562e-17}},
    {{0.51410274419322177, -4.5712707523615624e-17}, {0.85772861000027212, -4.818344793633662e-17}},
    {{0.55557023301960218, 4.7094109405616768e-17}, {0.83146961230254524, 1.4073856984728024e-18}},
    {{0.59569930449243336, -1.3438641936579467e-17}, {0.80320753148064494, -3.306060980481491e-17}},
    {{0.63439328416364549, 1.0420901929280035e-17}, {0.77301045336273699, -3.2565907033649772e-17}},
    {{0.67155895484701844, -4.0489037749296692e-17}, {0.74095112535495911, -1.4708616952297345e-17}},
    {{0.70710678118654757, -4.8336466567264567e-17}, {0.70710678118654757, -4.8336466567264567e-17}},
};

/* pi / 64: two parts that are multiplied without rounding, and the rest */
#define STEP_1 0.049087385210441425
#define STEP_2 1.8990939082199894e-12
#define STEP_3 6.319582027487346e-23
#define STEPS_PER_UNIT 20.371832715762604

/* Beyond this the C library must do: the parts of pi would have too few digits. */
#define LARGEST 50000.0

/* Sine and cosine of the angle r + step * pi / 64, where |r| <= pi / 128. */
static void combine(struct pair r, int step, struct pair *sine, struct pair *cosine) {
  double square = r.high * r.high;
  /* what the series add to r, and to 1 */
  double more = r.low - r.high * square *
                            (1.0 / 6 - square * (1.0 / 120 - square * (1.0 / 5040 - square * (1.0 / 362880))));
  double less = -square * (0.5 - square * (1.0 / 24 - square * (1.0 / 720 - square * (1.0 / 40320)))) - r.high * r.low;
  int n = step & 31, mirrored = n > 16;
  struct pair s = mirrored ? table[32 - n].cosine : table[n].sine, c = mirrored ? table[32 - n].sine : table[n].cosine;
  struct pair product = multiply(c.high, r.high), sum = add(s.high, product.high), sines, cosines;
  sines = add(sum.high, sum.low + (product.low + (s.low + (s.high * less + (c.high * more + c.low * r.high)))));
  product = multiply(s.high, r.high);
  sum = add(c.high, -product.high);
  cosines = add(sum.high, sum.low + (-product.low + (c.low + (c.high * less - (s.high * more + s.low * r.high)))));
  switch (step >> 5 & 3) {
    case 0: *sine = sines, *cosine = cosines; break;
    case 1: *sine = cosines, *cosine = (struct pair){-sines.high, -sines.low}; break;
    case 2: *sine = (struct pair){-sines.high, -sines.low}, *cosine = (struct pair){-cosines.high, -cosines.low}; break;
    default: *sine = (struct pair){-cosines.high, -cosines.low}, *cosine = sines;
  }
}

/* Sine and cosine of x, |x| <= LARGEST. */
static void sine_and_cosine(double x, struct pair *sine, struct pair *cosine) {
  double count = rint(x * STEPS_PER_UNIT);
  struct pair rest = add(x - count * STEP_1, -count * STEP_2), last = multiply(count, STEP_3), sum;
  sum = add(rest.high, -last.high);
  combine(add(sum.high, sum.low + (rest.low - last.low)), (int)count, sine, cosine);
}

/* Whether x is worth the effort: tiny numbers have too few digits to work with, and are their own sine. */
static int is_ordinary(double x) { return fabs(x) >= 1e-100 && fabs(x) <= LARGEST; }

double fv_sin(double x) {
  struct pair sine, cosine;
  if (!is_ordinary(x)) return sin(x);
  sine_and_cosine(x, &sine, &cosine);
  return sine.high;
}

double fv_cos(double x) {
  struct pair sine, cosine;
  if (!is_ordinary(x)) return cos(x);
  sine_and_cosine(x, &sine, &cosine);
  return cosine.high;
}

double fv_tan(double x) {
  struct pair sine, cosine, product;
  double quotient;
  if (!is_ordinary(x)) return tan(x);
  sine_and_cosine(x, &sine, &cosine);
  quotient = sine.high / cosine.high;
  product = multiply(quotient, cosine.high);
  return quotient + ((sine.high - product.high) - product.low + sine.low - quotient * cosine.low) / cosine.high;
}

/* The angle of the point (x, y), of which a good approximation is known: turns the point back by that, and sees. */
static double refine(double angle, struct pair y, struct pair x) {
  struct pair sine, cosine, first, second, sum;
  if (!is_ordinary(angle)) return angle;
  sine_and_cosine(angle, &sine, &cosine);
  first = multiply(y.high, cosine.high);
  second = multiply(x.high, sine.high);
  sum = add(first.high, -second.high);
  sum.high += sum.low + ((first.low - second.low) + (y.high * cosine.low - x.high * sine.low) +
                         (y.low * cosine.high - x.low * sine.high));
  return angle + sum.high / (x.high * cosine.high + y.high * sine.high);
}

double fv_atan2(double y, double x) {
  double angle = atan2(y, x), largest = fabs(x) > fabs(y) ? fabs(x) : fabs(y);
  if (!(largest > 1e-100 && largest < 1e100)) return angle;
  return refine(angle, (struct pair){y, 0}, (struct pair){x, 0});
}

double fv_atan(double x) {
  double angle = atan(x);
  return fabs(x) < 1e100 ? refine(angle, (struct pair){x, 0}, (struct pair){1, 0}) : angle;
}

/* sqrt(1 - x^2), |x| < 1 */
static struct pair other_side(double x) {
  struct pair square = multiply(x, x), rest = add(1, -square.high), product;
  double root;
  rest = add(rest.high, rest.low - square.low);
  root = sqrt(rest.high);
  product = multiply(root, root);
  return (struct pair){root, ((rest.high - product.high) - product.low + rest.low) / (2 * root)};
}

double fv_asin(double x) {
  return fabs(x) < 1 ? refine(asin(x), (struct pair){x, 0}, other_side(x)) : asin(x);
}

double fv_acos(double x) {
  return fabs(x) < 1 ? refine(acos(x), other_side(x), (struct pair){x, 0}) : acos(x);
}

/* From here on the exponential function loses what it adds or takes. */
#define ALL_DIGITS 22.0
/* exp is infinite from here on, half of it only later. */
#define OVERFLOW 709.782712893384

/* half * exp(|x|) for large x */
static double half_of_exp(double x, double half) {
  double root;
  if (x < OVERFLOW) return half * exp(x);
  root = exp(0.5 * x);
  return half * root * root;
}

double fv_sinh(double x) {
  double half = x < 0 ? -0.5 : 0.5, size = fabs(x), t;
  if (!(size < INFINITY) || size < 0x1p-28) return x;
  if (size >= ALL_DIGITS) return half_of_exp(size, half);
  t = expm1(size);
  return size < 1 ? half * (2 * t - t * t / (t + 1)) : half * (t + t / (t + 1));
}

double fv_cosh(double x) {
  double size = fabs(x), t;
  if (!(size < INFINITY)) return x * x;
  if (size >= ALL_DIGITS) return half_of_exp(size, 0.5);
  if (size < 0.34657359027997264) { /* ln(2) / 2 */
    t = expm1(size);
    return size < 0x1p-55 ? 1 + t : 1 + t * t / ((1 + t) + (1 + t));
  }
  t = exp(size);
  return 0.5 * t + 0.5 / t;
}

double fv_tanh(double x) {
  double size = fabs(x), t, result;
  if (isnan(x) || size < 0x1p-55) return x;
  if (size >= ALL_DIGITS) {
    result = 1;
  } else if (size >= 1) {
    t = expm1(2 * size);
    result = 1 - 2 / (t + 2);
  } else {
    t = expm1(-2 * size);
    result = -t / (t + 2);
  }
  return x < 0 ? -result : result;
}

double fv_log10(double x) {
  uint64_t bits;
  int exponent = 0;
  double count, rest;
  if (!(x > 0 && x < INFINITY)) return log10(x);
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    exponent = -54;
  }
  memcpy(&bits, &x, sizeof bits);
  exponent += (int)(bits >> 52) - 1023;
  /* from 1 to 2, or from 1/2 to 1 for what is below 1 */
  bits = (bits & 0xfffffffffffff) | (uint64_t)(exponent < 0 ? 1022 : 1023) << 52;
  count = exponent < 0 ? exponent + 1 : exponent;
  memcpy(&x, &bits, sizeof x);
  rest = count * 3.69423907715893078616e-13 + 4.34294481903251816668e-01 * log(x); /* log10(2), its end; log10(e) */
  return rest + count * 3.01029995663611771306e-01;                               /* log10(2), its beginning */
}
