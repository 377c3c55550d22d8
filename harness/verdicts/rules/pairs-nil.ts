import { rule } from './rule.js'

export default rule({
  id: 'pairs-nil',
  title: 'pairs and ipairs of nil fail where the loop starts from Lua 5.3 on',
  differs:
    'LuaJIT, 5.1 and 5.2 want a table and say so in pairs(nil) and ipairs(nil). Lua 5.3 and later take any ' +
    'value, and only the loop fails, with another message.',
  manual: 'Lua 5.3 manual, 6.1 (ipairs, pairs)',
  example: 'return pcall(function() return (pairs(nil)) end)',
  shows: {
    luajit: `false, "example:1: bad argument #1 to 'pairs' (table expected, got nil)"`,
    lua51: `false, "example:1: bad argument #1 to 'pairs' (table expected, got nil)"`,
    lua52: `false, "example:1: bad argument #1 to 'pairs' (table expected, got nil)"`,
    lua53: 'true, function',
    lua54: 'true, function',
  },
  advice: 'Write "for key, value in pairs(t or {}) do" where t may be missing.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      for _, name in b.pairs({ 'pairs', 'ipairs' }) do
        C.redefine(nil, name, function(original)
          return function(...)
            local t = ...
            if b.type(t) == 'table' or b.select('#', ...) == 0 then return original(...) end
            local metatable = debug.getmetatable(t)
            if b.type(metatable) == 'table' and b.rawget(metatable, '__' .. name) ~= nil then return original(...) end
            C.note('pairs-nil', name .. '(' .. C.show(t) .. ')', 'a function', 'an error')
            b.error("bad argument #1 to '" .. name .. "' (table expected, got " .. b.type(t) .. ')', 2)
          end
        end)
      end`,
  },
})
