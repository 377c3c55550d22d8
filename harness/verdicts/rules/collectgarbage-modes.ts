import { rule } from './rule.js'

export default rule({
  id: 'collectgarbage-modes',
  title: 'collectgarbage("generational") and ("incremental") are not known everywhere',
  differs:
    'Lua 5.4 switches its collector with these options and gives the mode before; 5.2 had them, too. LuaJIT, ' +
    '5.1 and 5.3 have no such options.',
  manual: 'Lua 5.4 manual, 6.1 (collectgarbage); Lua 5.2 manual, 6.1',
  example: 'return (pcall(collectgarbage, "incremental"))',
  shows: { luajit: 'false', lua51: 'false', lua52: 'true', lua53: 'false', lua54: 'true' },
  advice: 'Call it through pcall, or not at all.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.redefine(nil, 'collectgarbage', function(original)
        return function(...)
          local option = ...
          if option ~= 'generational' and option ~= 'incremental' then return original(...) end
          local ok = b.pcall(original, ...)
          if ok then C.note('collectgarbage-modes', 'collectgarbage("' .. option .. '")', 'possible', 'an error') end
          b.error("bad argument #1 to 'collectgarbage' (invalid option '" .. option .. "')", 2)
        end
      end)`,
  },
})
