/* What decides the order of `pairs` besides the keys: given by the host, so that every run is the same. */
#ifndef FAST_VM_HASH_SEED_H
#define FAST_VM_HASH_SEED_H

extern unsigned int fv_hash_seed;

/* Bits that move the keys of tables made from now on; 0 for the usual order. Libraries keep theirs. */
extern unsigned int fv_order;

#endif
