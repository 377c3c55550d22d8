// Cases about the host's functions: fakes.lua and host.rb are not the same contract, on purpose.

/** @type {import('../../../../harness/config/schema.js').UserConfig} */
export default {
  engines: ['native', 'native:jit=off', 'native:release=trixie', 'fast', 'lua51', 'lua54', 'lua53'],
  scripts: ['*.lua', '!fakes.lua'],
  limits: { timeoutMs: 10_000 },
  host: { lua: 'fakes.lua', ruby: 'host.rb' },
}
