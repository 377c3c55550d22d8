import { rule } from './rule.js'

export default rule({
  id: 'select-fraction',
  title: 'select takes no fractions from Lua 5.3 on',
  differs:
    'LuaJIT, 5.1 and 5.2 cut the first argument of select off to a whole number. For Lua 5.3 and later a ' +
    'fraction is an error.',
  manual: 'Lua 5.3 manual, 3.4.3',
  example: 'return (pcall(select, 1.5, "a"))',
  shows: { luajit: 'true', lua51: 'true', lua52: 'true', lua53: 'false', lua54: 'false' },
  advice: 'select(math.floor(i), ...)',
  finding: {
    by: 'emulation',
    lua: `
      local b, floor = C.b, math.floor
      C.wrap(nil, 'select', function(original)
        return function(...)
          local n = ...
          if b.type(n) ~= 'number' or n % 1 == 0 or n - n ~= 0 then return original(...) end
          C.note('select-fraction', 'select(' .. b.tostring(n) .. ', ...)', 'an error', 'cut off')
          return original(n < 0 and -floor(-n) or floor(n), original(2, ...))
        end
      end)`,
  },
})
