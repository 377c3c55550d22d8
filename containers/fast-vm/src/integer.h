/* Conversions of numbers to integers as LuaJIT does them on x64, for values out of range, too. */
#ifndef FAST_VM_INTEGER_H
#define FAST_VM_INTEGER_H

#include <stdint.h>

/* Cuts the fraction off; what does not fit, and nan, is the smallest integer. */
static inline int32_t fv_to_int32(double number) {
  return number > -2147483649.0 && number < 2147483648.0 ? (int32_t)number : INT32_MIN;
}
static inline int64_t fv_to_int64(double number) {
  return number >= -9223372036854775808.0 && number < 9223372036854775808.0 ? (int64_t)number : INT64_MIN;
}

/* As above, and 2^63 up to 2^64 keep their value. */
static inline uint64_t fv_to_uint64(double number) {
  return (uint64_t)fv_to_int64(number >= 9223372036854775808.0 ? number - 18446744073709551616.0 : number);
}

#endif
