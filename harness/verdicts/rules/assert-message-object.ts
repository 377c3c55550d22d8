import { rule } from './rule.js'

export default rule({
  id: 'assert-message-object',
  title: 'assert takes only texts as its message in Lua 5.1 and 5.2',
  differs:
    'LuaJIT and Lua 5.3 and later raise whatever assert is given as its second argument. 5.1 and 5.2 want a ' +
    'string there, and take nil for none.',
  manual: 'Lua 5.3 manual, 6.1 (assert) and 8.2',
  example: 'return pcall(function() assert(false, { code = 1 }) end)',
  shows: {
    luajit: 'false, table',
    lua51: `false, "example:1: bad argument #2 to 'assert' (string expected, got table)"`,
    lua52: `false, "example:1: bad argument #2 to 'assert' (string expected, got table)"`,
    lua53: 'false, table',
    lua54: 'false, table',
  },
  advice: 'if not ok then error({ code = 1 }) end',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.wrap(nil, 'assert', function(original)
        return function(...)
          local ok, message = ...
          if ok or b.select('#', ...) < 2 or b.type(message) == 'string' then return original(...) end
          C.note('assert-message-object', 'assert(false, ' .. C.show(message) .. ')', 'an error of its own', 'that value')
          b.error(message, 0)
        end
      end)`,
  },
})
