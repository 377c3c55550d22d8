import { rule } from './rule.js'

export default rule({
  id: 'format-s-not-string',
  title: '%s of what is neither string nor number',
  differs: '5.1 refuses booleans, nil and tables under %s; LuaJIT and later versions ask tostring.',
  manual: 'Lua 5.2 manual, 6.4 (string.format)',
  example: 'local text = string.format("%s %s", true, nil) return text',
  shows: {
    luajit: '"true nil"',
    lua51: "error: bad argument #2 to 'format' (string expected, got boolean)",
    lua52: '"true nil"',
    lua53: '"true nil"',
    lua54: '"true nil"',
  },
  advice: 'Write tostring(x) around what is not surely a string.',
  finding: {
    by: 'emulation',
    uses: ['format'],
    lua: `
      C.on_format_value('format-s-not-string', 's', function(value)
        local kind = C.b.type(value)
        if kind ~= 'string' and kind ~= 'number' then return tostring(value) end
      end)`,
  },
})
