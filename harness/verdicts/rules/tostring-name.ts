import { rule } from './rule.js'

export default rule({
  id: 'tostring-name',
  title: 'tostring shows the name in __name from Lua 5.3 on',
  differs:
    'Where the metatable has a text __name, Lua 5.3 and later print "Hero: 0x..." in place of "table: 0x...".',
  manual: 'Lua 5.3 manual, 6.1 (tostring) and 8.2',
  example: 'local text = tostring(setmetatable({}, { __name = "Hero" })) return (text:gsub(":.*", ""))',
  shows: { luajit: '"table"', lua51: '"table"', lua52: '"table"', lua53: '"Hero"', lua54: '"Hero"' },
  advice: 'Define __tostring.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      local function plain(value)
        local metatable = debug.getmetatable(value)
        if b.type(metatable) ~= 'table' or b.type(value) == 'string' then return nil end
        local name = b.rawget(metatable, '__name')
        if b.type(name) ~= 'string' or b.rawget(metatable, '__tostring') ~= nil then return nil end
        local text = b.tostring(value)
        if b.sub(text, 1, #name + 2) ~= name .. ': ' then return nil end
        local other = b.type(value) .. b.sub(text, #name + 1)
        C.note('tostring-name', 'the text of a table', C.show(name .. ': ...'), C.show(b.type(value) .. ': ...'))
        return other
      end
      local function with_plain(first, ...)
        local count, values = b.select('#', ...), { ... }
        for i = first, count do values[i] = plain(values[i]) or values[i] end
        return b.unpack(values, 1, count)
      end
      C.redefine(nil, 'tostring', function(original)
        return function(...) return original(with_plain(1, ...)) end
      end)
      C.redefine(nil, 'print', function(original)
        return function(...) return original(with_plain(1, ...)) end
      end)
      C.redefine('string', 'format', function(original)
        return function(...) return original(with_plain(2, ...)) end
      end)`,
  },
})
