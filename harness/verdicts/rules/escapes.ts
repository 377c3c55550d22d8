import { rule } from './rule.js'

export default rule({
  id: 'escapes',
  title: 'the escapes \\x, \\z and \\u in strings are not in Lua 5.1',
  differs:
    'LuaJIT reads "\\x41" and "\\u{41}" as "A" and skips blanks after \\z; so do Lua 5.2 (but for \\u) and later. ' +
    'Lua 5.1 takes the backslash away: "\\x41" is "x41".',
  manual: 'Lua 5.2 manual, 3.1 and 8.1; Lua 5.3 manual, 3.1; LuaJIT, extensions',
  example: 'return "\\x41"',
  shows: { luajit: '"A"', lua51: '"x41"', lua52: '"A"', lua53: '"A"', lua54: '"A"' },
  advice: 'Write bytes as three decimal digits: "\\065".',
  finding: {
    by: 'emulation',
    operators: ['escape'],
    lua: `
      C.on('escape', function(value, _, site)
        C.note_site('escapes', site, 'without the backslash', C.show(value))
        return true, value
      end)`,
  },
})
