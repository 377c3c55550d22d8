import { rule } from './rule.js'

export default rule({
  id: 'env-variable',
  title: '_ENV is an ordinary name in LuaJIT and Lua 5.1',
  differs:
    'From Lua 5.2 on every global x is _ENV.x, and a local variable or a parameter _ENV changes what globals ' +
    'are. LuaJIT and Lua 5.1 know nothing of that: _ENV is a name like any other.',
  manual: 'Lua 5.2 manual, 2.2 and 8.1',
  example: `
    x = 5
    local function f() local _ENV = { x = 6 } return x end
    return f()`,
  shows: { luajit: '5', lua51: '5', lua52: '6', lua53: '6', lua54: '6' },
  advice: 'Pass the table and name it: env.x; on LuaJIT, setfenv changes the environment of a function.',
  finding: {
    by: 'emulation',
    operators: ['_ENV'],
    lua: `
      for i = 1, #C.sites do
        local site = C.sites[i]
        if site.text == '_ENV' then C.note_site('env-variable', site, 'the environment', 'an ordinary name') end
      end`,
  },
})
