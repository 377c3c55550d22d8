// Cases that come to the limit of memory on some engines, with all the time they may need.

/** @type {import('../../../../harness/config/schema.js').UserConfig} */
export default {
  // Without lua53: the tables of fengari are JavaScript's and fill Node's heap, not a VM's.
  engines: ['native', 'native:jit=off', 'native:release=trixie', 'fast', 'lua51', 'lua54'],
  scripts: ['*.lua'],
  modules: ['../modules/?.lua'],
  limits: { timeoutMs: 30_000, memoryMb: 32 },
}
