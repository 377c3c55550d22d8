import { rule } from './rule.js'

export default rule({
  id: 'os-time-fields',
  title: 'os.time misses the fields of a date in another order in Lua 5.4',
  differs:
    'Of a table without year, month and day, os.time of LuaJIT and Lua up to 5.3 misses the day first, that ' +
    'of Lua 5.4 and fengari the year.',
  manual: 'not documented',
  example: 'return pcall(function() local seconds = os.time({}) end)',
  shows: {
    luajit: `false, "example:1: field 'day' missing in date table"`,
    lua51: `false, "example:1: field 'day' missing in date table"`,
    lua52: `false, "example:1: field 'day' missing in date table"`,
    lua53: `false, "example:1: field 'day' missing in date table"`,
    lua54: `false, "example:1: field 'year' missing in date table"`,
    fengari: `false, "example:1: field 'year' missing in date table"`,
  },
  advice: 'Give os.time a year, a month and a day.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.wrap('os', 'time', function(original)
        return function(...)
          local date = ...
          if b.type(date) == 'table' then
            for _, name in b.pairs({ 'day', 'month', 'year' }) do
              if date[name] == nil then
                C.note('os-time-fields', 'os.time without a ' .. name, 'another field is missed first', '"' .. name .. '" is')
                b.error("field '" .. name .. "' missing in date table", 2)
              end
            end
          end
          local seconds = original(...)
          return seconds
        end
      end)`,
  },
})
