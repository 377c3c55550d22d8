import { rule } from './rule.js'

export default rule({
  id: 'os-date-conversions',
  title: 'os.date refuses unknown conversions from Lua 5.2 on',
  differs:
    'LuaJIT and Lua 5.1 hand the format to the C library, which mostly leaves an unknown conversion as it is. ' +
    'Lua 5.2 and later refuse it. (Where the clock is replaced, all engines leave it.)',
  manual: 'Lua 5.2 manual, 6.9 (os.date)',
  example: 'return (pcall(os.date, "!%Q", 0))',
  shows: { luajit: 'true', lua51: 'true', lua52: 'false', lua53: 'false', lua54: 'false' },
  advice: 'Use the conversions of C89 only: %a %A %b %B %c %d %H %I %j %m %M %p %S %U %w %W %x %X %y %Y %%.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.redefine('os', 'date', function(original)
        return function(...)
          local format, at = ...
          if b.type(format) ~= 'string' then
            local text = original(...)
            return text
          end
          local known = b.gsub(format, '%%([EO]?)(.?)', function(modifier, letter)
            if modifier ~= '' or b.find(letter, '[%%aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ]') then return nil end
            C.note('os-date-conversions', 'os.date("%' .. letter .. '")', 'an error', 'left as it is')
            return '%%' .. letter
          end)
          local text = original(known, b.select(2, ...))
          return text
        end
      end)`,
  },
})
