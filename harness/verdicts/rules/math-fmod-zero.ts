import { rule } from './rule.js'

export default rule({
  id: 'math-fmod-zero',
  title: 'math.fmod by zero',
  differs:
    'From 5.3 on math.fmod of two integers raises an error when the second is zero; LuaJIT, 5.1 and 5.2 give ' +
    'not-a-number.',
  manual: 'Lua 5.3 manual, 6.7 (math.fmod)',
  example: 'return (pcall(math.fmod, 1, 0))',
  shows: { luajit: 'true', lua51: 'true', lua52: 'true', lua53: 'false', lua54: 'false' },
  advice: 'Ask whether the divisor is zero first.',
  finding: {
    by: 'emulation',
    lua: `
      C.redefine('math', 'fmod', function(original)
        return function(x, y)
          local math_type, tonumber = C.b.math_type, C.b.tonumber
          if not math_type or math_type(tonumber(x)) ~= 'integer' or math_type(tonumber(y)) ~= 'integer' or tonumber(y) ~= 0 then
            return original(x, y)
          end
          C.note('math-fmod-zero', 'math.fmod(' .. C.show(x) .. ', ' .. C.show(y) .. ')', 'an error', 'nan')
          return 0.0 / 0.0
        end
      end)`,
  },
})
