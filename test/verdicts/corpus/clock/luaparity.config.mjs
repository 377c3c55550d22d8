// Cases about time, with the real clock let through.

/** @type {import('../../../../harness/config/schema.js').UserConfig} */
export default {
  engines: ['native', 'native:jit=off', 'native:release=trixie', 'fast', 'lua51', 'lua54', 'lua53'],
  scripts: ['*.lua'],
  limits: { timeoutMs: 10_000 },
  determinism: { clock: false },
}
