import { rule } from './rule.js'

export default rule({
  id: 'xpcall-arguments',
  title: 'xpcall hands no arguments on in Lua 5.1',
  differs:
    'LuaJIT and Lua 5.2 and later call f(...) in xpcall(f, handler, ...). Lua 5.1 calls it without arguments.',
  manual: 'Lua 5.2 manual, 8.2; LuaJIT, extensions',
  example: 'return xpcall(function(...) return select("#", ...) end, print, 1, 2)',
  shows: { luajit: 'true, 2', lua51: 'true, 0', lua52: 'true, 2', lua53: 'true, 2', lua54: 'true, 2' },
  advice: 'xpcall(function() return f(a, b) end, handler)',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.wrap(nil, 'xpcall', function(original)
        return function(f, handler, ...)
          local count = b.select('#', ...)
          if count == 0 then return original(f, handler) end
          C.note('xpcall-arguments', 'xpcall(f, handler, ...)', 'f()', 'f(...)')
          local values = { ... }
          return original(function() return f(b.unpack(values, 1, count)) end, handler)
        end
      end)`,
  },
})
