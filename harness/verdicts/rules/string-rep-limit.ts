import { rule } from './rule.js'

export default rule({
  id: 'string-rep-limit',
  title: 'string.rep of a text too long is an error from Lua 5.3 on',
  differs:
    'A count of 2^31 or more is cut to 32 bits by LuaJIT, 5.1 and 5.2, which mostly gives an empty text. Lua ' +
    '5.3 and later say that the text would be too large; fengari that the number is.',
  manual: 'not documented',
  example: 'return pcall(function() return (("x"):rep(2^40)) end)',
  shows: {
    luajit: 'true, ""',
    lua51: 'true, ""',
    lua52: 'true, ""',
    lua53: 'false, "example:1: resulting string too large"',
    lua54: 'false, "example:1: resulting string too large"',
    fengari: `false, "example:1: bad argument #1 to 'rep' (number has no integer representation)"`,
  },
  advice: 'Check the count before: such a text does not fit into memory anyway.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.redefine('string', 'rep', function(original)
        return function(...)
          local text, count = ...
          local number = b.tonumber(count)
          if b.type(text) ~= 'string' or not number or number < 2147483648 then return original(...) end
          C.note('string-rep-limit', 'string.rep with ' .. b.tostring(count), 'an error', '""')
          return ''
        end
      end)`,
  },
})
