import { rule } from './rule.js'

export default rule({
  id: 'le-by-lt',
  title: '__le is no longer made of __lt in Lua 5.4',
  differs:
    'Where there is no __le, LuaJIT and Lua up to 5.3 take a <= b as not (b < a). Lua 5.4 does so only if it ' +
    'is built to be compatible, as Debian does; the engine lua54 is not.',
  manual: 'Lua 5.4 manual, 8.1',
  example: `
    local a = setmetatable({}, { __lt = function() return true end })
    return pcall(function() return a <= a end)`,
  shows: {
    luajit: 'true, false',
    lua51: 'true, false',
    lua52: 'true, false',
    lua53: 'true, false',
    lua54: 'true, false',
    wasmoon54: 'false, "example:3: attempt to compare two table values"',
  },
  advice: 'Define __le next to __lt.',
  finding: {
    by: 'emulation',
    operators: ['<=', '>='],
    lua: `
      local b = C.b
      local function method_of(value, name)
        local metatable = debug.getmetatable(value)
        return b.type(metatable) == 'table' and b.rawget(metatable, name) or nil
      end
      local function compare(negated)
        return function(x, y, site)
          local kind = b.type(x)
          if kind ~= b.type(y) or kind ~= 'table' and kind ~= 'userdata' then return false end
          if method_of(x, '__le') or method_of(y, '__le') then return false end
          local method = method_of(x, '__lt')
          if method == nil or not b.rawequal(method, method_of(y, '__lt')) then return false end
          C.note_site('le-by-lt', site, 'an error', 'made of __lt')
          return true, not negated(x, y)
        end
      end
      C.on('<=', compare(C.own['>']))
      C.on('>=', compare(C.own['<']))`,
  },
})
