import { rule } from './rule.js'

export default rule({
  id: 'tonumber-inf-nan',
  title: 'tonumber("inf") and tonumber("nan")',
  differs:
    'LuaJIT and 5.1 read "inf", "infinity" and "nan" as numbers; from 5.2 on tonumber gives nil for them.',
  manual: 'Lua 5.2 manual, 6.1 (tonumber) and 3.1',
  example: 'return tonumber("inf"), tonumber("nan"), tonumber("-Infinity")',
  shows: {
    luajit: 'inf, nan, -inf',
    lua51: 'inf, nan, -inf',
    lua52: 'nil, nil, nil',
    lua53: 'nil, nil, nil',
    lua54: 'nil, nil, nil',
  },
  advice: 'Write math.huge, and read such texts yourself.',
  finding: {
    by: 'emulation',
    lua: `
      C.redefine(nil, 'tonumber', function(original)
        return function(...)
          local text = ...
          if C.b.type(text) ~= 'string' or C.b.select('#', ...) > 1 then return original(...) end
          local value = original(...)
          if value ~= nil then return value end
          local sign, word = C.b.match(text, '^%s*([+-]?)(%a+)%s*$')
          word = word and string.lower(word)
          if word == 'nan' then value = 0.0 / 0.0
          elseif word == 'inf' or word == 'infinity' then value = sign == '-' and -1 / 0 or 1 / 0
          else return nil end
          C.note('tonumber-inf-nan', 'tonumber(' .. C.show(text) .. ')', 'nil', C.show(value))
          return value
        end
      end)`,
  },
})
