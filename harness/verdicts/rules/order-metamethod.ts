import { rule } from './rule.js'

export default rule({
  id: 'order-metamethod',
  title: '__lt and __le need not be the same for both operands from Lua 5.2 on',
  differs:
    'LuaJIT and Lua 5.1 order two tables only by a __lt or __le that both have, and never a table and a ' +
    'number. From Lua 5.2 on that of either operand is enough.',
  manual: 'Lua 5.1 manual, 2.8 (lt); Lua 5.2 manual, 2.4 (lt) and 8.1',
  example: `
    local a = setmetatable({}, { __lt = function() return true end })
    local ok, message = pcall(function() return a < 1 end)
    return ok, ok or message:match("attempt.*")`,
  shows: {
    luajit: 'false, "attempt to compare table with number"',
    lua51: 'false, "attempt to compare table with number"',
    lua52: 'true, true',
    lua53: 'true, true',
    lua54: 'true, true',
  },
  advice: 'Compare what is behind the tables: a.value < 1.',
  finding: {
    by: 'emulation',
    operators: ['<', '<=', '>', '>='],
    lua: `
      local b = C.b
      local function method_of(value, name)
        local metatable = debug.getmetatable(value)
        return b.type(metatable) == 'table' and b.rawget(metatable, name) or nil
      end
      local function same_method(x, y, name)
        local method = method_of(x, name)
        return method ~= nil and b.rawequal(method, method_of(y, name))
      end
      for op, name in b.pairs({ ['<'] = '__lt', ['>'] = '__lt', ['<='] = '__le', ['>='] = '__le' }) do
        C.on(op, function(x, y, site)
          local left, right = b.type(x), b.type(y)
          local is_object = left == 'table' or left == 'userdata' or right == 'table' or right == 'userdata'
          if not is_object then return false end
          if left == right and (same_method(x, y, name) or same_method(x, y, '__lt')) then return false end
          local ok, is = b.pcall(C.own[op], x, y)
          -- Also an error here, in words of its own.
          if not ok then return false end
          C.note_site('order-metamethod', site, b.tostring(is), 'an error')
          if op == '>' or op == '>=' then left, right = right, left end
          local what = left == right and 'two ' .. left .. ' values' or left .. ' with ' .. right
          b.error(site.file .. ':' .. b.format('%d', site.line) .. ': attempt to compare ' .. what, 0)
        end)
      end`,
  },
})
