// The sample game. JavaScript, as TypeScript would take Node some 80 ms to read at every start of `luaparity check`.

/** @type {import('./harness/config/schema.js').UserConfig} */
export default {
  scripts: ['scripts-lua/scripts/**/*.lua', 'scripts-lua/exhibits/**/*.lua'],
  specs: ['scripts-lua/spec/**/*_spec.lua'],
  modules: ['scripts-lua/?.lua'],
  // fengari interprets in JavaScript; on a busy machine its longest script takes seconds.
  limits: { timeoutMs: 10_000 },
  host: { lua: 'scripts-lua/host/fakes.lua', ruby: 'scripts-lua/host/host.rb' },
}
