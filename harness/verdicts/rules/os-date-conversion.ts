import { rule } from './rule.js'

export default rule({
  id: 'os-date-conversion',
  title: 'unknown conversions of os.date',
  differs:
    'LuaJIT and 5.1 hand the format to the C library, which leaves unknown conversions as they are; from 5.2 ' +
    'on they are an error.',
  manual: 'Lua 5.2 manual, 6.9 (os.date)',
  example: 'return (pcall(os.date, "%Q", 0))',
  shows: { luajit: 'true', lua51: 'true', lua52: 'false', lua53: 'false', lua54: 'false' },
  advice: 'Write %% for a percent sign in a date format.',
  finding: {
    by: 'emulation',
    lua: `
      if C.b.pcall(os.date, '%Q', 0) then return end
      C.redefine('os', 'date', function(original)
        return function(...)
          local pattern, at = ...
          if C.b.type(pattern) ~= 'string' then return original(...) end
          local other = C.b.gsub(pattern, '%%(.?)', function(letter)
            if letter == '' or C.b.find(letter, '[%s%dfiJKLNoqvQ%p]') and letter ~= '%' then return '%%' .. letter end
          end)
          if other == pattern then return original(...) end
          local text = original(other, at)
          C.note('os-date-conversion', 'os.date(' .. C.show(pattern) .. ')', 'an error', C.show(text))
          return text
        end
      end)`,
  },
})
