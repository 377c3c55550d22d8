import { rule } from './rule.js'

export default rule({
  id: 'bit-library',
  title: 'the library bit',
  differs: "The library bit is LuaJIT's; PUC Lua has bit32 (5.2) or operators (5.3).",
  manual: 'LuaJIT, "Lua BitOp"',
  example: 'return type(bit)',
  shows: { luajit: '"table"', lua51: '"nil"', lua52: '"nil"', lua53: '"nil"', lua54: '"nil"' },
  advice: 'Bring a bit library in plain Lua as a module of the game for VMs without one.',
  finding: { by: 'unsupported', modules: ['bit'] },
  library: { names: ['bit'], in: ['luajit'] },
})
