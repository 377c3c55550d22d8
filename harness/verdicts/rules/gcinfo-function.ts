import { rule } from './rule.js'

export default rule({
  id: 'gcinfo-function',
  title: 'gcinfo is gone from Lua 5.2 on',
  differs:
    'LuaJIT and Lua 5.1 still have gcinfo(), the kilobytes in use as a whole number. Later ones have ' +
    'collectgarbage("count") only.',
  manual: 'Lua 5.1 manual, 7.2',
  example: 'return type(gcinfo)',
  shows: { luajit: '"function"', lua51: '"function"', lua52: '"nil"', lua53: '"nil"', lua54: '"nil"' },
  advice: 'math.floor(collectgarbage("count"))',
  finding: {
    by: 'emulation',
    lua: `
      local b, floor = C.b, math.floor
      if gcinfo == nil then
        C.replace('gcinfo-function', nil, 'gcinfo', function()
          local ok, kilobytes = b.pcall(b.collectgarbage, 'count')
          return ok and floor(kilobytes) or 0
        end)
      end`,
  },
  library: { names: ['gcinfo'], in: ['luajit', 'lua51'] },
})
