import { rule } from './rule.js'

export default rule({
  id: 'debug-vararg-locals',
  title: 'debug.getlocal knows extra arguments from Lua 5.2 on',
  differs:
    'With a negative index, debug.getlocal of Lua 5.2 and later gives the arguments behind "...". LuaJIT ' +
    '(without its 5.2 mode) and Lua 5.1 give nothing.',
  manual: 'Lua 5.2 manual, 6.10 (debug.getlocal)',
  example: `
    local function f(...) return (debug.getlocal(1, -1)) end
    return f(5) ~= nil`,
  shows: { luajit: 'false', lua51: 'false', lua52: 'true', lua53: 'true', lua54: 'true' },
  advice: 'Read extra arguments with select(i, ...).',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.wrap('debug', 'getlocal', function(original)
        return function(...)
          local level, i = ...
          local count = b.select('#', ...)
          if count == 2 and b.type(level) == 'number' then
            local name, value = original(level + 1, i)
            if name == nil or b.type(i) ~= 'number' or i > 0 then
              if name == nil then return nil end
              return name, value
            end
            C.note('debug-vararg-locals', 'debug.getlocal(level, ' .. b.tostring(i) .. ')', C.show(name), 'nil')
            return nil
          end
          local name, value = original(...)
          return name, value
        end
      end)`,
  },
})
