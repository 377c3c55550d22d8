import { rule } from './rule.js'

export default rule({
  id: 'io-write-result',
  title: 'io.write gives the file from Lua 5.2 on',
  differs:
    'io.write and file:write of LuaJIT and Lua 5.1 give true, those of later versions the file, so that calls ' +
    'can be chained: io.write("a"):write("b").',
  manual: 'Lua 5.2 manual, 8.2',
  example: 'return io.write("") == true',
  shows: { luajit: 'true', lua51: 'true', lua52: 'true', lua53: 'false', lua54: 'false' },
  advice: 'Write io.write("a", "b").',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.redefine('io', 'write', function(original)
        return function(...)
          local result, message, code = original(...)
          if not result or result == true then return result, message, code end
          C.note('io-write-result', 'io.write(...)', 'the file', 'true')
          return true
        end
      end)`,
  },
})
