import { rule } from './rule.js'

export default rule({
  id: 'gsub-replacement-percent',
  title: '"%" before a letter in the replacement of gsub',
  differs:
    'In LuaJIT and 5.1 a % before anything but a digit stands for what follows it; from 5.2 on it is an ' +
    'error: "invalid use of \'%\' in replacement string".',
  manual: 'Lua 5.2 manual, 6.4 (string.gsub)',
  example: 'return (pcall(string.gsub, "x", "x", "%y"))',
  shows: { luajit: 'true', lua51: 'true', lua52: 'false', lua53: 'false', lua54: 'false' },
  advice: 'Write %% for a percent sign in a replacement: text:gsub("%%", "%%%%").',
  finding: {
    by: 'emulation',
    lua: `
      if C.b.pcall(C.b.gsub, 'x', 'x', '%y') then return end
      C.redefine('string', 'gsub', function(original)
        return function(subject, pattern, replacement, ...)
          if C.b.type(replacement) == 'string' then
            local other = C.b.gsub(replacement, '%%(.?)', function(letter)
              if letter == '%' or C.b.find(letter, '%d') then return nil end
              return letter == '' and '\\0' or letter
            end)
            if other ~= replacement then
              local text, count = original(subject, pattern, other, ...)
              if count > 0 then
                C.note('gsub-replacement-percent', 'string.gsub with ' .. C.show(replacement), 'an error', C.show(text))
              end
              return text, count
            end
          end
          return original(subject, pattern, replacement, ...)
        end
      end)`,
  },
})
