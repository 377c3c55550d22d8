import { rule } from './rule.js'

export default rule({
  id: 'math-functions',
  title: 'math.pow, math.log10 and others that went',
  differs:
    '5.3 took math.pow, cosh, sinh, tanh, log10, frexp, ldexp and atan2 out; builds for compatibility, such ' +
    "as Debian's, keep them, npm's wasmoon and fengari do not. LuaJIT has them all.",
  manual: 'Lua 5.3 manual, 8.2',
  example:
    'return math.pow and math.pow(2, 3), math.log10 and math.log10(1000), math.ldexp and math.ldexp(1, 4)',
  shows: {
    luajit: '8, 3, 16',
    lua51: '8, 3, 16',
    lua52: '8, 3, 16',
    lua53: '8, 3, 16',
    lua54: '8, 3, 16',
    fengari: 'nil, nil, nil',
    wasmoon54: 'nil, nil, nil',
  },
  advice: 'Write x^y, math.log(x, 10), m * 2^e and math.atan(y, x) or math.atan2, whichever there is.',
  finding: {
    by: 'emulation',
    lua: `
      local id = 'math-functions'
      local log, atan, exp, tonumber = math.log, math.atan, math.exp, C.b.tonumber
      C.define(id, 'math', 'pow', function(x, y) return x ^ y end)
      C.define(id, 'math', 'log10', function(x) return log(x, 10) end)
      C.define(id, 'math', 'cosh', function(x) return (exp(x) + exp(-x)) / 2 end)
      C.define(id, 'math', 'sinh', function(x) return (exp(x) - exp(-x)) / 2 end)
      C.define(id, 'math', 'tanh', function(x)
        if x > 20 then return 1.0 elseif x < -20 then return -1.0 end
        local up, down = exp(x), exp(-x)
        return (up - down) / (up + down)
      end)
      C.define(id, 'math', 'atan2', function(y, x) return atan(y, x) end)
      C.define(id, 'math', 'ldexp', function(m, e)
        m = m + 0.0
        -- In steps, as the power alone may be beyond a double.
        while e > 1000 do m, e = m * 2.0 ^ 1000, e - 1000 end
        while e < -1000 do m, e = m * 2.0 ^ -1000, e + 1000 end
        return m * 2.0 ^ e
      end)
      C.define(id, 'math', 'frexp', function(x)
        x = x + 0.0
        if x == 0 or x ~= x or x == 1 / 0 or x == -1 / 0 then return x, 0 end
        local exponent = 0
        while x >= 1 or x <= -1 do x, exponent = x / 2, exponent + 1 end
        while x < 0.5 and x > -0.5 do x, exponent = x * 2, exponent - 1 end
        return x, exponent
      end)`,
  },
  library: {
    names: [
      'math.pow',
      'math.cosh',
      'math.sinh',
      'math.tanh',
      'math.log10',
      'math.frexp',
      'math.ldexp',
      'math.atan2',
    ],
    in: ['luajit', 'lua51', 'lua52'],
  },
})
