import { rule } from './rule.js'

export default rule({
  id: 'loadstring',
  title: 'loadstring is gone from Lua 5.3 on',
  differs:
    'LuaJIT, 5.1 and 5.2 compile a text with loadstring(text, name). From Lua 5.3 on there is only load, ' +
    'which takes texts since 5.2.',
  manual: 'Lua 5.2 manual, 8.2',
  example: 'return loadstring("return 7")()',
  shows: {
    luajit: '7',
    lua51: '7',
    lua52: '7',
    lua53: "error: attempt to call a nil value (global 'loadstring')",
    lua54: "error: attempt to call a nil value (global 'loadstring')",
  },
  advice: 'local loadstring = loadstring or load',
  finding: {
    by: 'emulation',
    lua: `
      local load = load
      C.define('loadstring', nil, 'loadstring', function(text, name)
        return load(text, name or text)
      end)`,
  },
  library: { names: ['loadstring'], in: ['luajit', 'lua51', 'lua52'] },
})
