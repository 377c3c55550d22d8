import { rule } from './rule.js'

export default rule({
  id: 'string-pack',
  title: 'string.pack and string.unpack',
  differs: 'string.pack, string.unpack and string.packsize came with 5.3; LuaJIT does not have them.',
  manual: 'Lua 5.3 manual, 6.4.2',
  example: 'return type(string.pack), type(string.unpack), type(string.packsize)',
  shows: {
    luajit: '"nil", "nil", "nil"',
    lua51: '"nil", "nil", "nil"',
    lua52: '"nil", "nil", "nil"',
    lua53: '"function", "function", "function"',
    lua54: '"function", "function", "function"',
  },
  advice: 'Put bytes together with string.char and take them apart with string.byte.',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('string-pack', 'string', 'pack')
      C.lack('string-pack', 'string', 'unpack')
      C.lack('string-pack', 'string', 'packsize')`,
  },
  library: { names: ['string.pack', 'string.unpack', 'string.packsize'], in: ['lua53', 'lua54'] },
})
