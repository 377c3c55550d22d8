// The labelled cases, as the sample game would be run; `npm run bench:verdicts` says how many are explained rightly.

/** @type {import('../../../harness/config/schema.js').UserConfig} */
export default {
  engines: ['native', 'native:jit=off', 'native:release=trixie', 'fast', 'lua51', 'lua54', 'lua53'],
  scripts: ['{agree,crash,dialect,jit,nondeterministic,order-dependent,release}/*.lua'],
  modules: ['modules/?.lua'],
  // fengari on a busy machine
  limits: { timeoutMs: 10_000 },
}
