import { rule } from './rule.js'

export default rule({
  id: 'length-metamethod',
  title: '# asks __len of tables',
  differs: 'From 5.2 on # calls the metamethod __len of a table; LuaJIT and 5.1 ask it of userdata only.',
  manual: 'Lua 5.2 manual, 2.4 and 8.1',
  example: 'return #setmetatable({}, { __len = function() return 7 end })',
  shows: { luajit: '0', lua51: '0', lua52: '7', lua53: '7', lua54: '7' },
  advice: 'Give the class a method that counts, and call it.',
  finding: {
    by: 'emulation',
    operators: ['#'],
    lua: `
      local rawlen, type, rawget = C.rawlen, C.b.type, C.b.rawget
      if not rawlen then return end
      local metatable = debug.getmetatable or C.b.getmetatable
      C.on('#', function(value, _, site)
        if type(value) ~= 'table' then return false end
        local meta = metatable(value)
        if type(meta) ~= 'table' or rawget(meta, '__len') == nil then return false end
        local length = C.rawlen(value)
        C.note_site('length-metamethod', site, 'what __len gives', C.b.format('%d', length))
        return true, length
      end)`,
  },
})
