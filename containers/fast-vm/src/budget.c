#include "budget.h"

#include "fast_vm.h"

/* What the host is asked after. A tick is a call into JavaScript: rare enough to cost nothing. */
static int interval = 10000;

int fv_fuel = 10000;
int fv_slice = 0;

void fv_refuel(void) {
  if (fv_slice > 1) { /* only a hook wanted to look */
    fv_fuel = fv_slice - 1;
    fv_slice = 0;
    return;
  }
  fv_slice = 0;
  fv_fuel = interval;
  fv_host_tick();
}

/* Instructions between two ticks, counted anew from here. */
FV_EXPORT("vm_tick_every") void fv_tick_every(int instructions) {
  fv_fuel = interval = instructions;
  fv_slice = 0;
}
