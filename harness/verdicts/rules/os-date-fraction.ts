import { rule } from './rule.js'

export default rule({
  id: 'os-date-fraction',
  title: 'os.date takes no fractions from Lua 5.3 on',
  differs:
    'LuaJIT, 5.1 and 5.2 cut the time that os.date is given off to whole seconds. For Lua 5.3 and later a ' +
    'fraction is an error. (Where the clock is replaced, all engines cut.)',
  manual: 'Lua 5.3 manual, 3.4.3',
  example: 'return (pcall(os.date, "!%Y", 0.5))',
  shows: { luajit: 'true', lua51: 'true', lua52: 'true', lua53: 'false', lua54: 'false' },
  advice: 'os.date(format, math.floor(seconds))',
  finding: {
    by: 'emulation',
    lua: `
      local b, floor = C.b, math.floor
      C.redefine('os', 'date', function(original)
        return function(...)
          local format, at = ...
          if b.type(at) == 'number' and at % 1 ~= 0 and at - at == 0 then
            C.note('os-date-fraction', 'os.date(format, ' .. b.tostring(at) .. ')', 'an error', 'cut off')
            local text = original(format, floor(at))
            return text
          end
          local text = original(...)
          return text
        end
      end)`,
  },
})
