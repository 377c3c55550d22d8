import { rule } from './rule.js'

export default rule({
  id: 'os-date-c',
  title: '%c of os.date',
  differs:
    'The C library of the WebAssembly VMs writes the day under %c with a zero ("Jan 06"), others with a blank ' +
    '("Jan  6").',
  manual: 'C99, 7.23.3.5 (strftime), where the locale decides',
  example: 'return os.date("%c", 86400 * 5 + 43200):sub(5, 10)',
  shows: {
    luajit: '"Jan  6"',
    lua51: '"Jan  6"',
    lua52: '"Jan  6"',
    lua53: '"Jan  6"',
    lua54: '"Jan  6"',
    wasmoon51: '"Jan 06"',
    wasmoon54: '"Jan 06"',
  },
  advice: 'Say the format in full: os.date("%Y-%m-%d %H:%M:%S").',
  finding: {
    by: 'emulation',
    lua: `
      if not C.b.find(os.date('%c', 475200), 'Jan 06', 1, true) then return end
      C.redefine('os', 'date', function(original)
        return function(...)
          local pattern, at = ...
          if pattern == nil then pattern = '%c' end
          if C.b.type(pattern) ~= 'string' or not C.b.find(pattern, '%c', 1, true) then return original(...) end
          local other = C.b.gsub(pattern, '%%(.)', function(letter)
            if letter == 'c' then return '%a %b %e %H:%M:%S %Y' end
          end)
          local text, own = original(other, at), original(pattern, at)
          if text ~= own then C.note('os-date-c', 'os.date(' .. C.show(pattern) .. ')', C.show(own), C.show(text)) end
          return text
        end
      end)`,
  },
})
