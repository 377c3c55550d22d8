import { rule } from './rule.js'

export default rule({
  id: 'gmatch-init',
  title: 'the start position of string.gmatch',
  differs: '5.4 takes a third argument of string.gmatch, where to begin; LuaJIT and the others ignore it.',
  manual: 'Lua 5.4 manual, 6.4 (string.gmatch)',
  example: 'local n = 0 for _ in ("abc"):gmatch("%w", 2) do n = n + 1 end return n',
  shows: { luajit: '3', lua51: '3', lua52: '3', lua53: '3', lua54: '2' },
  advice: 'Cut the string: for word in text:sub(i):gmatch(pattern).',
  finding: {
    by: 'emulation',
    lua: `
      C.redefine('string', 'gmatch', function(original)
        return function(...)
          local subject, pattern, init = ...
          if init == nil or C.version ~= 'Lua 5.4' then return original(...) end
          C.note('gmatch-init', 'string.gmatch(..., ' .. C.show(init) .. ')', 'from position ' .. C.show(init), 'from position 1')
          return original(subject, pattern)
        end
      end)`,
  },
})
