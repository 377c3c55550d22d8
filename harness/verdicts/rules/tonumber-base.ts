import { rule } from './rule.js'

export default rule({
  id: 'tonumber-base',
  title: 'tonumber with a base',
  differs:
    'LuaJIT reads a sign and, in base 16, "0x", treats base 10 as none, and takes numbers. 5.1 has negative ' +
    'numbers wrap around, 5.2 and later do not read "0x" and take base 10 as digits only, 5.3 refuses ' +
    'numbers.',
  manual: 'Lua 5.2 manual, 6.1 (tonumber)',
  example: 'return tonumber("-ff", 16), tonumber("0x10", 16), tonumber("1e1", 10), (pcall(tonumber, 10, 16))',
  shows: {
    luajit: '-255, 16, 10, true',
    lua51: '18446744073709551616, 16, 10, true',
    lua52: '-255, nil, nil, true',
    lua53: '-255, nil, nil, false',
    lua54: '-255, nil, nil, false',
    fengari: '-255, nil, 1, false',
    wasmoon51: '4294967041, 16, 10, true',
  },
  advice: 'Give tonumber digits only with a base: tonumber(text:match("%x+"), 16).',
  finding: {
    by: 'emulation',
    lua: `
      local type, match, byte = C.b.type, C.b.match, C.b.byte
      local tointeger = C.tointeger
      local function read(text, base)
        local sign, digits = match(text, '^%s*([+-]?)(%w+)%s*$')
        if not digits then return nil end
        if base == 16 then digits = match(digits, '^0[xX](%x+)$') or digits end
        local value = 0.0
        for i = 1, #digits do
          local digit = C.b.tonumber(C.b.sub(digits, i, i), 36)
          if digit >= base then return nil end
          value = value * base + digit
        end
        if value > 2.0 ^ 64 then value = 2.0 ^ 64 end
        return sign == '-' and -value or value
      end
      C.redefine(nil, 'tonumber', function(original)
        return function(...)
          local given, base = ...
          local text = given
          local number = C.b.tonumber(base)
          if base == nil or not number or number % 1 ~= 0 or number < 2 or number > 36 then return original(...) end
          if type(given) == 'number' then text = C.b.tostring(C.b.math_type and tointeger(given) or given) end
          if type(text) ~= 'string' then return original(...) end
          local value
          if number == 10 then value = C.b.tonumber(text) else value = read(text, number) end
          local own_ok, own = C.b.pcall(original, given, base)
          if own_ok and own == value then return own end
          C.note('tonumber-base', 'tonumber(' .. C.show(given) .. ', ' .. C.show(base) .. ')',
            own_ok and C.show(own) or 'an error', C.show(value))
          return value
        end
      end)`,
  },
})
