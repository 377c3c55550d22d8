import { rule } from './rule.js'

export default rule({
  id: 'table-setn',
  title: 'functions of 5.0 that 5.1 still has',
  differs:
    '5.1 keeps table.setn, string.gfind and math.mod of 5.0; LuaJIT and later versions have taken them out.',
  manual: 'Lua 5.1 manual, 7.2',
  example: 'return type(table.setn), type(string.gfind), type(math.mod)',
  shows: {
    luajit: '"nil", "nil", "nil"',
    lua51: '"function", "function", "function"',
    lua52: '"nil", "nil", "nil"',
    lua53: '"nil", "nil", "nil"',
    lua54: '"nil", "nil", "nil"',
  },
  advice: 'Write string.gmatch and math.fmod, and no table.setn.',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('table-setn', 'table', 'setn')
      C.lack('table-setn', 'math', 'mod')
      C.lack('table-setn', 'string', 'gfind')`,
  },
  library: { names: ['table.setn', 'string.gfind', 'math.mod'], in: ['lua51'] },
})
