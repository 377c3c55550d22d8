import { rule } from './rule.js'

export default rule({
  id: 'pattern-zero',
  title: 'zero bytes in patterns',
  differs:
    'In LuaJIT and 5.1 a pattern ends at its first zero byte; from 5.2 on zero bytes are characters like ' +
    'others.',
  manual: 'Lua 5.2 manual, 6.4.1 and 8.2',
  example: 'return ("a\\0b"):match("a\\0")',
  shows: { luajit: '"a"', lua51: '"a"', lua52: '"a\\000"', lua53: '"a\\000"', lua54: '"a\\000"' },
  advice: 'Write %z for a zero byte in a pattern, which every VM still takes.',
  finding: {
    by: 'emulation',
    uses: ['patterns'],
    lua: `
      if C.b.match('a\\0', 'a\\0') == 'a' then return end
      C.on_pattern('pattern-zero', 'the whole pattern', 'the pattern up to its zero byte', function(pattern, name)
        local at = C.b.find(pattern, '\\0', 1, true)
        if not at then return nil end
        local head = C.b.sub(pattern, 1, at - 1)
        -- Without anything special before the zero byte find searches for all of it.
        if name == 'find' and not C.b.find(head, '[%^%$%*%+%?%.%(%[%%%-]') then
          if not C.b.find(pattern, '[%^%$%*%+%?%.%(%[%%%-]') then return nil end
          return pattern, true
        end
        return head
      end)`,
  },
})
