import { rule } from './rule.js'

export default rule({
  id: 'module-function',
  title: 'module() is gone from Lua 5.3 on',
  differs:
    'LuaJIT, 5.1 and 5.2 have module(name, package.seeall), which makes a table the environment of the file ' +
    'that calls it and puts it into a global. Lua 5.3 took it away.',
  manual: 'Lua 5.2 manual, 8.2; Lua 5.1 manual, 5.3',
  example: `
    local load = loadstring or load
    local file = load([[module("hero") strength = 7]], "=example")
    file()
    return hero.strength`,
  shows: {
    luajit: '7',
    lua51: '7',
    lua52: '7',
    lua53: "error: attempt to call a nil value (global 'module')",
    lua54: "error: attempt to call a nil value (global 'module')",
  },
  advice: 'Write modules as: local M = {} ... return M.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.define('module-function', nil, 'module', function(name, ...)
        local loaded = package.loaded
        local found = loaded[name]
        if b.type(found) ~= 'table' then
          local parent, last = _G, name
          for part, rest in string.gmatch(name, '([^.]+)%.([^.]*)') do
            if b.type(parent[part]) ~= 'table' then parent[part] = {} end
            parent, last = parent[part], rest
          end
          found = b.type(parent[last]) == 'table' and parent[last] or {}
          parent[last], loaded[name] = found, found
        end
        if found._NAME == nil then
          found._M, found._NAME, found._PACKAGE = found, name, b.gsub(name, '[^.]*$', '')
        end
        local f = b.getinfo(2, 'f').func
        for i = 1, 255 do
          local upvalue = debug.getupvalue(f, i)
          if upvalue == nil then break end
          if upvalue == '_ENV' then
            local environment = found
            debug.upvaluejoin(f, i, function() return environment end, 1)
          end
        end
        for i = 1, b.select('#', ...) do (b.select(i, ...))(found) end
      end)
      C.define('module-function', 'package', 'seeall', function(found)
        local metatable = b.getmetatable(found) or {}
        metatable.__index = _G
        b.setmetatable(found, metatable)
      end)`,
  },
  library: { names: ['module', 'package.seeall'], in: ['luajit', 'lua51', 'lua52'] },
})
