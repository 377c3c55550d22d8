import { rule } from './rule.js'

export default rule({
  id: 'find-init-beyond-end',
  title: 'find and match that begin behind the end',
  differs:
    'When the start position lies behind the end, 5.2 and later find nothing. LuaJIT and 5.1 look at the end, ' +
    'where an empty match still is.',
  manual: 'Lua 5.2 manual, 8.2',
  example: 'return (("abc"):find("", 10)), ("abc"):match("()", 10)',
  shows: { luajit: '4, 4', lua51: '4, 4', lua52: 'nil, nil', lua53: 'nil, nil', lua54: 'nil, nil' },
  advice: 'Stop when the position is above #text.',
  finding: {
    by: 'emulation',
    lua: `
      if C.b.find('abc', '', 10) then return end
      local function take(name)
        C.redefine('string', name, function(original)
          return function(...)
            local subject, pattern, init, plain = ...
            local position = C.b.tonumber(init)
            if C.b.type(subject) ~= 'string' or not position or position <= #subject + 1 then return original(...) end
            if C.b.math_type and C.b.math_type(position) ~= 'integer' and position % 1 ~= 0 then return original(...) end
            local results = { original(subject, pattern, #subject + 1, plain) }
            if results[1] ~= nil then
              C.note('find-init-beyond-end', 'string.' .. name .. '(..., ' .. C.show(init) .. ')', 'nil', C.show(results[1]))
            end
            return C.b.unpack(results)
          end
        end)
      end
      take('find') take('match')`,
  },
})
