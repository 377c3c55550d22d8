import { rule } from './rule.js'

export default rule({
  id: 'format-upper-f',
  title: '%F in string.format',
  differs: 'LuaJIT knows %F; PUC Lua raises an error.',
  manual: 'not in the manuals; lj_strfmt.c of LuaJIT has it',
  example: 'return (pcall(string.format, "%F", 2.5))',
  shows: { luajit: 'true', lua51: 'false', lua52: 'false', lua53: 'false', lua54: 'false' },
  advice: 'Use %f.',
  finding: {
    by: 'emulation',
    uses: ['format'],
    lua: `
      C.on_format_text('format-upper-f', 'F', function(number, conversion)
        return string.upper(C.b.format(C.b.gsub(conversion.text, 'F$', 'f'), number))
      end)`,
  },
})
