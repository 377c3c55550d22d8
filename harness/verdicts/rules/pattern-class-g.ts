import { rule } from './rule.js'

export default rule({
  id: 'pattern-class-g',
  title: '%g in patterns',
  differs: 'LuaJIT and 5.2 have the class %g of printable characters; in 5.1 it matches the letter g.',
  manual: 'Lua 5.2 manual, 6.4.1',
  example: 'return ("a.b"):find("%g+")',
  shows: { luajit: '1, 3', lua51: 'nil', lua52: '1, 3', lua53: '1, 3', lua54: '1, 3' },
  advice: 'Write [!-~] for printable ASCII characters.',
  finding: {
    by: 'emulation',
    uses: ['patterns'],
    lua: `
      if C.b.find('a', '%g') then return end
      C.on_pattern('pattern-class-g', '%g is the letter g', '%g is a printable character', function(pattern)
        if not C.b.find(pattern, '%g', 1, true) and not C.b.find(pattern, '%G', 1, true) then return nil end
        local in_set = false
        return (C.b.gsub(pattern, '%%?.', function(item)
          if item == '[' then in_set = true elseif item == ']' then in_set = false end
          if item == '%g' then return in_set and '!-~' or '[!-~]' end
          if item == '%G' and not in_set then return '[^!-~]' end
          return item
        end))
      end)`,
  },
})
