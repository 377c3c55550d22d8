import { rule } from './rule.js'

export default rule({
  id: 'tonumber-binary',
  title: 'tonumber of a binary number',
  differs: 'LuaJIT reads "0b101" as 5; PUC Lua gives nil.',
  manual: 'LuaJIT, "Extensions": numeric literals in binary',
  example: 'return tonumber("0b101"), tonumber("-0B11")',
  shows: { luajit: '5, -3', lua51: 'nil, nil', lua52: 'nil, nil', lua53: 'nil, nil', lua54: 'nil, nil' },
  advice: 'Write tonumber("101", 2).',
  finding: {
    by: 'emulation',
    lua: `
      C.redefine(nil, 'tonumber', function(original)
        return function(...)
          local text = ...
          if C.b.type(text) ~= 'string' or C.b.select('#', ...) > 1 then return original(...) end
          local value = original(...)
          if value ~= nil then return value end
          local sign, digits = C.b.match(text, '^%s*([+-]?)0[bB]([01]+)%s*$')
          if not digits then return nil end
          value = original(digits, 2)
          if value ~= nil and sign == '-' then value = -value end
          if value ~= nil then C.note('tonumber-binary', 'tonumber(' .. C.show(text) .. ')', 'nil', C.show(value)) end
          return value
        end
      end)`,
  },
})
