import { rule } from './rule.js'

export default rule({
  id: 'os-time-fraction',
  title: 'fractions in the fields of os.time',
  differs:
    "LuaJIT, 5.1 and 5.2 cut the fraction of a day or an hour off; from 5.3 on it is an error: \"field 'day' " +
    'is not an integer".',
  manual: 'Lua 5.3 manual, 6.9 (os.time)',
  example: 'return (pcall(os.time, { year = 2000, month = 1, day = 1.5 }))',
  shows: { luajit: 'true', lua51: 'true', lua52: 'true', lua53: 'false', lua54: 'false' },
  advice: 'Round the fields with math.floor, and add the rest in seconds.',
  finding: {
    by: 'emulation',
    lua: `
      if not C.b.math_type then return end
      local tointeger, tonumber = C.tointeger, C.b.tonumber
      C.replace('os', 'time', function(original)
        return function(...)
          local date = ...
          if C.b.type(date) ~= 'table' then return original(...) end
          local copy, changed = { isdst = date.isdst }, nil
          for _, name in C.b.pairs({ 'year', 'month', 'day', 'hour', 'min', 'sec' }) do
            local value = date[name]
            local number = tonumber(value)
            if number and number % 1 ~= 0 and number > -2.0 ^ 31 and number < 2.0 ^ 31 then
              value, changed = tointeger(number < 0 and -(-number - -number % 1) or number - number % 1), name
            end
            copy[name] = value
          end
          if not changed then return original(...) end
          C.note('os-time-fraction', 'os.time with a fraction in ' .. changed, 'an error', 'the whole part')
          return original(copy)
        end
      end)`,
  },
})
