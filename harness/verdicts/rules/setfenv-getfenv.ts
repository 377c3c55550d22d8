import { rule } from './rule.js'

export default rule({
  id: 'setfenv-getfenv',
  title: 'setfenv and getfenv are gone from Lua 5.2 on',
  differs:
    'LuaJIT and Lua 5.1 give each function an environment that setfenv changes and getfenv tells. From Lua ' +
    '5.2 on the variable _ENV has taken their place.',
  manual: 'Lua 5.2 manual, 8.2; Lua 5.1 manual, 5.1',
  example: 'local function f() return x end return setfenv(f, { x = 5 })()',
  shows: {
    luajit: '5',
    lua51: '5',
    lua52: "error: attempt to call global 'setfenv' (a nil value)",
    lua53: "error: attempt to call a nil value (global 'setfenv')",
    lua54: "error: attempt to call a nil value (global 'setfenv')",
  },
  advice:
    'Give the table as an argument, or load the code with its environment: load(text, name, "t", env) works ' +
    'on LuaJIT and from 5.2 on.',
  finding: {
    by: 'emulation',
    lua: `
      local b, environments = C.b, setmetatable({}, { __mode = 'k' })

      -- The function at a level, as seen from whoever called setfenv or getfenv.
      local function function_at(name, of)
        if b.type(of) == 'function' then return of end
        local level = b.tonumber(of)
        if not level then
          b.error("bad argument #1 to '" .. name .. "' (number expected, got " .. b.type(of) .. ')', 3)
        end
        local info = level > 0 and b.getinfo(level + 2, 'f')
        if not info then b.error("bad argument #1 to '" .. name .. "' (invalid level)", 3) end
        return info.func
      end

      local function upvalue_of(f)
        for i = 1, 255 do
          local name, value = debug.getupvalue(f, i)
          if name == nil then return nil end
          if name == '_ENV' then return i, value end
        end
      end

      C.define('setfenv-getfenv', nil, 'setfenv', function(of, environment)
        if b.type(environment) ~= 'table' then
          b.error("bad argument #2 to 'setfenv' (table expected, got " .. b.type(environment) .. ')', 2)
        end
        local f = function_at('setfenv', of)
        environments[f] = environment
        local i = upvalue_of(f)
        -- A variable of its own, as others may share the one that it has.
        if i then debug.upvaluejoin(f, i, function() return environment end, 1) end
        return f
      end)
      C.define('setfenv-getfenv', nil, 'getfenv', function(of)
        if of == 0 then return _G end
        local f = function_at('getfenv', of == nil and 1 or of)
        local _, value = upvalue_of(f)
        return value or environments[f] or _G
      end)`,
  },
  library: { names: ['setfenv', 'getfenv'], in: ['luajit', 'lua51'] },
})
