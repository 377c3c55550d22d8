import { rule } from './rule.js'

export default rule({
  id: 'os-date-utc',
  title: '"!" in os.date',
  differs: 'fengari writes the "!" of a UTC format into the text, and gives local time.',
  manual: 'Lua 5.3 manual, 6.9 (os.date)',
  example: 'return os.date("!%Y-%m-%d %H:%M", 0)',
  shows: {
    luajit: '"1970-01-01 00:00"',
    lua51: '"1970-01-01 00:00"',
    lua52: '"1970-01-01 00:00"',
    lua53: '"1970-01-01 00:00"',
    lua54: '"1970-01-01 00:00"',
    fengari: '"!1970-01-01 00:00"',
  },
  advice: 'Keep determinism.clock on, which has one os.date for all engines.',
  finding: {
    by: 'emulation',
    lua: `
      if C.b.sub(os.date('!%Y', 0), 1, 1) ~= '!' then return end
      local time = os.time
      C.redefine('os', 'date', function(original)
        return function(...)
          local pattern, at = ...
          if C.b.type(pattern) ~= 'string' or not C.b.find(pattern, '^!') or C.b.find(pattern, '^!%*t') then return original(...) end
          local text = C.P.part('date').date(at or time(), pattern)
          C.note('os-date-utc', 'os.date(' .. C.show(pattern) .. ')', C.show(original(...)), C.show(text))
          return text
        end
      end)`,
  },
})
