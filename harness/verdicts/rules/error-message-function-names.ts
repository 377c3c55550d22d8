import { rule } from './rule.js'

export default rule({
  id: 'error-message-function-names',
  title: 'how messages name a library function that pcall calls directly',
  differs:
    `In pcall(string.rep) LuaJIT and 5.1 know no name for the function and say "bad argument #1 to '?'". Lua ` +
    `5.2 and later find it in its library: "to 'string.rep'".`,
  manual: 'not documented',
  example: 'return pcall(string.rep)',
  shows: {
    luajit: `false, "bad argument #1 to '?' (string expected, got no value)"`,
    lua51: `false, "bad argument #1 to '?' (string expected, got no value)"`,
    lua52: `false, "bad argument #1 to 'string.rep' (string expected, got no value)"`,
    lua53: `false, "bad argument #1 to 'string.rep' (string expected, got no value)"`,
    lua54: `false, "bad argument #1 to 'string.rep' (string expected, got no value)"`,
  },
  advice: 'Check the arguments before the call, and do not show the message.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      local function results(ok, ...)
        if ok or b.type((...)) ~= 'string' then return ok, ... end
        local message = C.without_own_position((...))
        local other = b.gsub(message, "^bad argument #(%d+) to '[%w_.]+' ", "bad argument #%1 to '?' ")
        if other ~= message then
          C.note('error-message-function-names', 'the message of the error', C.show(message), C.show(other))
        end
        return ok, other, b.select(2, ...)
      end
      C.wrap(nil, 'pcall', function(original)
        return function(...)
          local f = ...
          if b.type(f) ~= 'function' or b.getinfo(f, 'S').what == 'Lua' then return original(...) end
          return results(original(...))
        end
      end)`,
  },
})
