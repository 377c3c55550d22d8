import { rule } from './rule.js'

export default rule({
  id: 'newproxy-function',
  title: 'newproxy is gone from Lua 5.2 on',
  differs:
    'LuaJIT and Lua 5.1 have newproxy(true), an undocumented way to a userdata with a metatable. Later ones ' +
    'do not.',
  manual: 'not documented; lbaselib.c of Lua 5.1',
  example: 'return type(newproxy)',
  shows: { luajit: '"function"', lua51: '"function"', lua52: '"nil"', lua53: '"nil"', lua54: '"nil"' },
  advice:
    'Use a table with a metatable; for __gc of a userdata there is no other way on LuaJIT, for __len and __gc ' +
    'of tables there is from 5.2 on.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      if newproxy == nil then
        -- A table stands for the userdata; what is the same of both is what scripts use.
        C.replace('newproxy-function', nil, 'newproxy', function(metatable)
          if metatable == true then return b.setmetatable({}, {}) end
          if metatable then return b.setmetatable({}, b.getmetatable(metatable)) end
          return {}
        end)
      end`,
  },
  library: { names: ['newproxy'], in: ['luajit', 'lua51'] },
})
