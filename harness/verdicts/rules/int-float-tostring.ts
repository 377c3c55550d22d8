import { rule } from './rule.js'

export default rule({
  id: 'int-float-tostring',
  title: 'a float without a fraction prints with ".0"',
  differs:
    'From Lua 5.3 on numbers are integers or floats, and a float always shows that it is one: half of ten is "5.0". ' +
    'LuaJIT, 5.1 and 5.2 have one kind of number and print "5".',
  manual: 'Lua 5.3 manual, 3.4.3 (coercions and conversions) and 8.1 (changes in the language)',
  example: 'return 10/2 .. ""',
  shows: { luajit: '"5"', lua51: '"5"', lua52: '"5"', lua53: '"5.0"', lua54: '"5.0"' },
  advice: 'Format numbers that are shown: string.format("%d", math.floor(x)), or string.format("%.14g", x).',
  finding: {
    by: 'emulation',
    uses: ['numbers'],
    operators: ['..'],
    lua: `
      C.on_number_text('int-float-tostring', function(number, text)
        return (C.b.gsub(text, '^(-?%d+)%.0$', '%1'))
      end)`,
  },
})
