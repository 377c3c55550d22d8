/* Functions of the math library that must come out as with glibc, to the last digit. */
#ifndef FAST_VM_ELEMENTARY_H
#define FAST_VM_ELEMENTARY_H

double fv_sin(double x);
double fv_cos(double x);
double fv_tan(double x);
double fv_asin(double x);
double fv_acos(double x);
double fv_atan(double x);
double fv_sinh(double x);
double fv_cosh(double x);
double fv_tanh(double x);
double fv_log10(double x);
double fv_atan2(double y, double x);

#endif
