import { rule } from './rule.js'

export default rule({
  id: 'xpcall-without-function',
  title: 'xpcall without arguments misses another one',
  differs:
    'LuaJIT misses the first argument of xpcall(), Lua 5.1 and later the second, the handler. 5.1 and 5.2 let ' +
    'the handler be nil, the others do not.',
  manual: 'not documented',
  example: 'return pcall(function() return (xpcall()) end)',
  shows: {
    luajit: `false, "example:1: bad argument #1 to 'xpcall' (value expected)"`,
    lua51: `false, "example:1: bad argument #2 to 'xpcall' (value expected)"`,
    lua52: `false, "example:1: bad argument #2 to 'xpcall' (value expected)"`,
    lua53: `false, "example:1: bad argument #2 to 'xpcall' (function expected, got no value)"`,
    lua54: `false, "example:1: bad argument #2 to 'xpcall' (function expected, got no value)"`,
  },
  advice: 'Give xpcall a function and a handler.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.wrap(nil, 'xpcall', function(original)
        return function(...)
          local f, handler = ...
          if b.type(handler) == 'function' then return original(...) end
          local count, problem = b.select('#', ...), nil
          if count == 0 then
            problem = "bad argument #1 to 'xpcall' (value expected)"
          else
            local given = count == 1 and 'no value' or b.type(handler)
            problem = "bad argument #2 to 'xpcall' (function expected, got " .. given .. ')'
          end
          C.note('xpcall-without-function', 'xpcall without a handler', 'taken or refused in other words', 'an error')
          b.error(problem, 2)
        end
      end)`,
  },
})
