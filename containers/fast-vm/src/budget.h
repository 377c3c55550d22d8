/* The instruction budget: fuel burnt by every VM instruction and by loops in C, refilled by the host. */
#ifndef FAST_VM_BUDGET_H
#define FAST_VM_BUDGET_H

/* Instructions until the VM must call fv_refuel; negative when it must do so at once. */
extern int fv_fuel;

/* Fuel that is left while `fv_fuel` is kept exhausted for a hook. */
extern int fv_slice;

/* Fills `fv_fuel` again; asks the host when the slice is used up, which ends the case by not returning. */
void fv_refuel(void);

/* Makes the VM trap at its next instruction. */
static inline void fv_every_instruction(void) {
  if (fv_fuel > 0) {
    fv_slice = fv_fuel;
    fv_fuel = 0;
  }
}

/* For loops in C: burns as much as `steps` instructions. */
static inline void fv_burn(int steps) {
  if ((fv_fuel -= steps) < 0) fv_refuel();
}

#endif
