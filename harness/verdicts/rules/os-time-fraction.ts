import { rule } from './rule.js'

export default rule({
  id: 'os-time-fraction',
  title: 'os.time takes no fractions from Lua 5.3 on',
  differs:
    'LuaJIT, 5.1 and 5.2 cut the fields of a date off to whole numbers. Lua 5.3 and later say that the field ' +
    'is not an integer. (Where the clock is replaced, all engines cut.)',
  manual: 'Lua 5.3 manual, 3.4.3',
  example: 'return (pcall(os.time, { year = 2020, month = 1, day = 1.5 }))',
  shows: { luajit: 'true', lua51: 'true', lua52: 'true', lua53: 'false', lua54: 'false' },
  advice: 'Round the fields with math.floor.',
  finding: {
    by: 'emulation',
    lua: `
      local b, floor = C.b, math.floor
      C.redefine('os', 'time', function(original)
        return function(...)
          local date = ...
          if b.type(date) ~= 'table' then
            local now = original(...)
            return now
          end
          local whole, changed = {}, false
          for _, name in b.pairs({ 'year', 'month', 'day', 'hour', 'min', 'sec' }) do
            local value = b.tonumber(date[name])
            if value and value % 1 ~= 0 then
              value, changed = value < 0 and -floor(-value) or floor(value), true
              C.note('os-time-fraction', 'os.time with ' .. name .. ' = ' .. b.tostring(date[name]), 'an error', 'cut off')
            end
            whole[name] = value or date[name]
          end
          whole.isdst = date.isdst
          local seconds = original(changed and whole or date)
          return seconds
        end
      end)`,
  },
})
