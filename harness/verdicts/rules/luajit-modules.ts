import { rule } from './rule.js'

export default rule({
  id: 'luajit-modules',
  title: "modules of LuaJIT's own",
  differs: "jit, jit.util, string.buffer, table.new and table.clear are LuaJIT's; no other VM has them.",
  manual: 'LuaJIT, "Extensions"; "jit.* Library"',
  example: 'return (pcall(require, "table.new"))',
  shows: { luajit: 'true', lua51: 'false', lua52: 'false', lua53: 'false', lua54: 'false' },
  advice: 'Ask for it first: if jit then ... end, or pcall(require, "table.new").',
  finding: {
    by: 'unsupported',
    modules: ['jit', 'jit.opt', 'jit.util', 'string.buffer', 'table.new', 'table.clear', 'thread.exdata'],
  },
})
