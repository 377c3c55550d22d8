import { rule } from './rule.js'

export default rule({
  id: 'print-calls-tostring',
  title: 'print no longer asks the global tostring in Lua 5.4',
  differs:
    'print of LuaJIT and Lua up to 5.3 turns its values into texts with whatever the global tostring is by ' +
    'then. In Lua 5.4 it does so by itself. (The engine lua53 does so, too, with its own print.)',
  manual: 'Lua 5.4 manual, 8.2',
  example: `
    local n, real = 0, tostring
    tostring = function(value) n = n + 1 return real(value) end
    print("x")
    tostring = real
    return n`,
  shows: { luajit: '1', lua51: '1', lua52: '1', lua53: '0', lua54: '0' },
  advice: 'Print texts: print(describe(value)), and leave tostring alone.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      local builtin = tostring
      C.wrap(nil, 'print', function(original)
        return function(...)
          local convert = _G.tostring
          if C.ours[convert] or b.rawequal(convert, builtin) then return original(...) end
          C.note('print-calls-tostring', 'print', 'not asking tostring', 'asking it')
          local count, values = b.select('#', ...), { ... }
          for i = 1, count do
            local text = convert(values[i])
            if b.type(text) ~= 'string' and b.type(text) ~= 'number' then
              b.error("'tostring' must return a string to 'print'", 2)
            end
            values[i] = text
          end
          return original(b.unpack(values, 1, count))
        end
      end)`,
  },
})
