import { defineConfig } from './harness/config/define.js'

// The sample game. A project of its own would import defineConfig from 'luaparity/config'.
export default defineConfig({
  scripts: ['scripts-lua/scripts/**/*.lua', 'scripts-lua/exhibits/**/*.lua'],
  modules: ['scripts-lua/?.lua'],
  // fengari interprets in JavaScript; on a busy machine its longest script takes seconds.
  limits: { timeoutMs: 10_000 },
  host: { lua: 'scripts-lua/host/fakes.lua', ruby: 'scripts-lua/host/host.rb' },
})
