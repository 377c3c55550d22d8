import { rule } from './rule.js'

export default rule({
  id: 'eq-metamethod',
  title: '__eq need not be the same for both operands from Lua 5.3 on',
  differs:
    'LuaJIT, 5.1 and 5.2 call __eq only where both tables have the very same function. From Lua 5.3 on that ' +
    'of the left operand, or else of the right one, is enough.',
  manual: 'Lua 5.2 manual, 2.4 (eq); Lua 5.3 manual, 2.4 (__eq) and 8.1',
  example: `
    local a = setmetatable({}, { __eq = function() return true end })
    local b = {}
    return a == b`,
  shows: { luajit: 'false', lua51: 'false', lua52: 'false', lua53: 'true', lua54: 'true' },
  advice: 'Give all tables that are compared one metatable, or compare with a method: a:equals(b).',
  finding: {
    by: 'emulation',
    operators: ['==', '~='],
    lua: `
      local b = C.b
      local function equal_method(value)
        local metatable = debug.getmetatable(value)
        return metatable and b.rawget(metatable, '__eq')
      end
      local function compare(negated)
        return function(x, y, site)
          local kind = b.type(x)
          if kind ~= b.type(y) or kind ~= 'table' and kind ~= 'userdata' or b.rawequal(x, y) then return false end
          local left, right = equal_method(x), equal_method(y)
          if b.rawequal(left, right) then return false end
          local is = C.own['=='](x, y)
          if is then C.note_site('eq-metamethod', site, b.tostring(not negated), b.tostring(negated)) end
          return true, negated
        end
      end
      C.on('==', compare(false))
      C.on('~=', compare(true))`,
  },
})
