import { rule } from './rule.js'

export default rule({
  id: 'negative-zero',
  title: 'zero keeps its sign only as a float',
  differs:
    'Integers of 5.3 and later have no negative zero: -0, 0 * -1 and math.ceil(-0.5) are 0. Where all numbers ' +
    'are floats they are -0, which prints so and divides to -inf.',
  manual: 'Lua 5.3 manual, 3.4.1 and 6.7',
  example: 'local n = 0 return -n, n * -1, math.ceil(-0.5), tonumber("-0")',
  shows: {
    luajit: '-0, -0, -0, -0',
    lua51: '-0, -0, -0, -0',
    lua52: '-0, -0, -0, -0',
    lua53: '0, 0, 0, 0',
    lua54: '0, 0, 0, 0',
  },
  advice: 'Add 0 to what may be a negative zero (x + 0) before it is shown or divided by.',
  finding: {
    by: 'emulation',
    uses: ['numbers'],
    operators: ['-u', '*', '..'],
    lua: `
      local type, math_type, tonumber, match = C.b.type, C.b.math_type, C.b.tonumber, C.b.match
      if not math_type then return end
      -- A float prints as one on these VMs, and fengari leaves out the sign.
      C.on_number_text('negative-zero', function(number)
        if number == 0 and math_type(number) == 'float' and 1 / number < 0 then return '-0' end
      end)
      C.on('-u', function(x, _, site)
        local number = x
        if type(x) == 'string' then number = tonumber(x) end
        if math_type(number) ~= 'integer' or number ~= 0 then return false end
        if 1 / -x < 0 then return false end
        C.note_site('negative-zero', site, '0', '-0')
        return true, -0.0
      end)
      C.on('*', function(x, y, site)
        if math_type(x) ~= 'integer' or math_type(y) ~= 'integer' then return false end
        if (x ~= 0 or y >= 0) and (y ~= 0 or x >= 0) then return false end
        C.note_site('negative-zero', site, '0', '-0')
        return true, -0.0
      end)
      local function result_of(name, is_negative)
        C.redefine('math', name, function(original)
          return function(x, ...)
            local value = original(x, ...)
            local number = tonumber(x)
            if math_type(value) == 'integer' and value == 0 and number and is_negative(number) then
              C.note('negative-zero', 'math.' .. name .. '(' .. C.show(x) .. ')', '0', '-0')
              return -0.0
            end
            return value
          end
        end)
      end
      local function is_below_zero(x) return x < 0 or x == 0 and math_type(x) == 'float' and 1 / x < 0 end
      result_of('ceil', is_below_zero)
      result_of('floor', is_below_zero)
      result_of('fmod', is_below_zero)
      C.redefine(nil, 'tonumber', function(original)
        return function(...)
          local value = original(...)
          local text = ...
          if math_type(value) == 'integer' and value == 0 and type(text) == 'string' and match(text, '^%s*%-') then
            C.note('negative-zero', 'tonumber(' .. C.show(text) .. ')', '0', '-0')
            return -0.0
          end
          return value
        end
      end)`,
  },
})
