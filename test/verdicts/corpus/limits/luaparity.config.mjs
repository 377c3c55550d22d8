// Cases that come to a limit on some engines; the limits are set so that it is clear on which.

/** @type {import('../../../../harness/config/schema.js').UserConfig} */
export default {
  engines: ['native', 'native:jit=off', 'native:release=trixie', 'fast', 'lua51', 'lua54', 'lua53'],
  scripts: ['*.lua'],
  limits: { timeoutMs: 5000 },
  jobs: 1,
}
