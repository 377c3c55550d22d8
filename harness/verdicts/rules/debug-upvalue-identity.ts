import { rule } from './rule.js'

export default rule({
  id: 'debug-upvalue-identity',
  title: 'debug.upvalueid and debug.upvaluejoin are not in Lua 5.1',
  differs:
    'LuaJIT and Lua 5.2 and later can tell whether two functions share a variable, and have them share one. ' +
    'Lua 5.1 cannot.',
  manual: 'Lua 5.2 manual, 6.10; LuaJIT, extensions',
  example: 'return type(debug.upvalueid), type(debug.upvaluejoin)',
  shows: {
    luajit: '"function", "function"',
    lua51: '"nil", "nil"',
    lua52: '"function", "function"',
    lua53: '"function", "function"',
    lua54: '"function", "function"',
  },
  advice: 'Keep shared state in a table.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      if debug and debug.upvalueid == nil then
        -- Two functions share a variable where a change by the one is seen by the other.
        local ids = {}
        C.replace('debug-upvalue-identity', 'debug', 'upvalueid', function(f, i)
          local name, value = debug.getupvalue(f, i)
          if name == nil then b.error("bad argument #2 to 'upvalueid' (invalid upvalue index)", 2) end
          local mark, found = {}, nil
          debug.setupvalue(f, i, mark)
          for _, known in b.pairs(ids) do
            local _, other = debug.getupvalue(known.f, known.i)
            if b.rawequal(other, mark) then found = known end
          end
          debug.setupvalue(f, i, value)
          if not found then
            found = { f = f, i = i }
            ids[#ids + 1] = found
          end
          return found
        end)
        C.replace('debug-upvalue-identity', 'debug', 'upvaluejoin', function()
          b.error('debug.upvaluejoin cannot be had on Lua 5.1', 2)
        end)
      end`,
  },
  library: { names: ['debug.upvalueid', 'debug.upvaluejoin'], in: ['luajit', 'lua52', 'lua53', 'lua54'] },
})
