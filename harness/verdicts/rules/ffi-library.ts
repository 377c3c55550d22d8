import { rule } from './rule.js'

export default rule({
  id: 'ffi-library',
  title: 'the modules ffi, jit.* and string.buffer are in LuaJIT only',
  differs:
    'LuaJIT comes with modules that no other VM has: ffi, bit, jit.opt, jit.util, string.buffer, table.new, ' +
    'table.clear. An engine without one says that the script is unsupported there.',
  manual: 'LuaJIT, extensions and the ffi library',
  example: 'return type(package.preload.ffi)',
  shows: { luajit: '"function"', lua51: '"nil"', lua52: '"nil"', lua53: '"nil"', lua54: '"nil"' },
  advice: 'local ok, ffi = pcall(require, "ffi"), and plain Lua where it is not there.',
  finding: {
    by: 'unsupported',
    modules: [
      'ffi',
      'jit',
      'jit.opt',
      'jit.util',
      'string.buffer',
      'table.new',
      'table.clear',
      'thread.exdata',
    ],
  },
})
