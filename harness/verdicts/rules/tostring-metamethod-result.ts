import { rule } from './rule.js'

export default rule({
  id: 'tostring-metamethod-result',
  title: '__tostring must give a string from Lua 5.3 on',
  differs:
    'LuaJIT and 5.1 hand on whatever __tostring gives. 5.2 and later turn a number into a text, and from 5.3 ' +
    'on any other value is an error.',
  manual: 'Lua 5.3 manual, 6.1 (tostring)',
  example: 'return pcall(tostring, setmetatable({}, { __tostring = function() return {} end }))',
  shows: {
    luajit: 'true, table',
    lua51: 'true, table',
    lua52: 'true, table',
    lua53: `false, "'__tostring' must return a string"`,
    lua54: `false, "'__tostring' must return a string"`,
  },
  advice: 'End __tostring with: return tostring(text).',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.redefine(nil, 'tostring', function(original)
        return function(...)
          local value = ...
          local metatable = value ~= nil and debug.getmetatable(value)
          local method = b.type(metatable) == 'table' and b.rawget(metatable, '__tostring') or nil
          if method == nil then return original(...) end
          local text = method(value)
          if b.type(text) ~= 'string' then
            C.note('tostring-metamethod-result', 'tostring of a table', 'an error, or a text', C.show(text))
          end
          return text
        end
      end)`,
  },
})
