import { rule } from './rule.js'

export default rule({
  id: 'utf8-library',
  title: 'the library utf8',
  differs: 'The library utf8 came with 5.3; LuaJIT does not have it.',
  manual: 'Lua 5.3 manual, 6.5',
  example: 'return type(utf8)',
  shows: { luajit: '"nil"', lua51: '"nil"', lua52: '"nil"', lua53: '"table"', lua54: '"table"' },
  advice: 'Go over characters with text:gmatch("[%z\\1-\\127\\194-\\244][\\128-\\191]*").',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('utf8-library', nil, 'utf8')`,
  },
  library: { names: ['utf8'], in: ['lua53', 'lua54'] },
})
