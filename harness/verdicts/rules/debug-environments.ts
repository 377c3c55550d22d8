import { rule } from './rule.js'

export default rule({
  id: 'debug-environments',
  title: 'debug.getfenv and debug.setfenv are gone from Lua 5.2 on',
  differs:
    'LuaJIT and Lua 5.1 tell and change the environment of a function with the debug library, too. Later ones ' +
    'have neither.',
  manual: 'Lua 5.2 manual, 8.2',
  example: 'return type(debug.getfenv), type(debug.setfenv)',
  shows: {
    luajit: '"function", "function"',
    lua51: '"function", "function"',
    lua52: '"nil", "nil"',
    lua53: '"nil", "nil"',
    lua54: '"nil", "nil"',
  },
  advice: 'Give the table as an argument, or load the code with its environment.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      local function upvalue_of(f)
        for i = 1, 255 do
          local name, value = debug.getupvalue(f, i)
          if name == nil then return nil end
          if name == '_ENV' then return i, value end
        end
      end
      if debug and debug.getfenv == nil then
        C.replace('debug-environments', 'debug', 'getfenv', function(f)
          if b.type(f) ~= 'function' then return nil end
          local _, value = upvalue_of(f)
          return value or _G
        end)
        C.replace('debug-environments', 'debug', 'setfenv', function(f, environment)
          local i = b.type(f) == 'function' and upvalue_of(f)
          if i then debug.upvaluejoin(f, i, function() return environment end, 1) end
          return f
        end)
      end`,
  },
  library: { names: ['debug.getfenv', 'debug.setfenv'], in: ['luajit', 'lua51'] },
})
