import { rule } from './rule.js'

export default rule({
  id: 'jit-library',
  title: 'the table jit is in LuaJIT only',
  differs: 'LuaJIT has a table jit with its version and switches of its compiler. No other VM has it.',
  manual: 'LuaJIT, the jit.* library',
  example: 'return type(jit)',
  shows: { luajit: '"table"', lua51: '"nil"', lua52: '"nil"', lua53: '"nil"', lua54: '"nil"' },
  advice: 'if jit then jit.off() end',
  finding: {
    by: 'emulation',
    lua: `
      local function nothing() end
      if jit == nil then
        C.replace('jit-library', nil, 'jit', {
          version = 'LuaJIT 2.1', version_num = 20100, os = 'Linux', arch = 'x64',
          on = nothing, off = nothing, flush = nothing, status = function() return true end,
          opt = { start = nothing },
        })
      end`,
  },
  library: { names: ['jit'], in: ['luajit'] },
})
