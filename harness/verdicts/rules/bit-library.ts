import { rule } from './rule.js'

export default rule({
  id: 'bit-library',
  title: 'the library bit',
  differs: "The library bit is LuaJIT's; PUC Lua has bit32 (5.2) or operators (5.3).",
  manual: 'LuaJIT, "Lua BitOp"',
  example: 'return type(bit), bit and bit.band(0xff, -2), bit and bit.tohex(bit.rol(1, 31))',
  shows: {
    luajit: '"table", 254, "80000000"',
    lua51: '"nil", nil, nil',
    lua52: '"nil", nil, nil',
    lua53: '"nil", nil, nil',
    lua54: '"nil", nil, nil',
  },
  advice: 'Bring a bit library in plain Lua as a module of the game for VMs without one.',
  finding: {
    by: 'emulation',
    uses: ['bit'],
    lua: `
      if bit ~= nil then return end
      C.field('bit-library', nil, 'bit', C.bit)
      package.preload.bit = function()
        C.note('bit-library', 'require "bit"', 'no such module', 'a library')
        return C.bit
      end`,
  },
  library: { names: ['bit'], in: ['luajit'] },
})
