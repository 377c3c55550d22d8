import { rule } from './rule.js'

export default rule({
  id: 'jit-library',
  title: "the library jit and other modules of LuaJIT's own",
  differs: "jit, jit.util, string.buffer, table.new and table.clear are LuaJIT's; no other VM has them.",
  manual: 'LuaJIT, "Extensions"; "jit.* Library"',
  example: 'return type(jit)',
  shows: { luajit: '"table"', lua51: '"nil"', lua52: '"nil"', lua53: '"nil"', lua54: '"nil"' },
  advice: 'Ask for it first: if jit then ... end, or pcall(require, "table.new").',
  finding: {
    by: 'unsupported',
    modules: ['jit', 'jit.opt', 'jit.util', 'string.buffer', 'table.new', 'table.clear', 'thread.exdata'],
  },
  library: { names: ['jit'], in: ['luajit'] },
})
