import { rule } from './rule.js'

export default rule({
  id: 'rep-separator',
  title: 'the separator of string.rep',
  differs: '5.1 ignores the third argument of string.rep; LuaJIT and 5.2 put it between the copies.',
  manual: 'Lua 5.2 manual, 6.4 (string.rep)',
  example: 'return ("x"):rep(3, ",")',
  shows: { luajit: '"x,x,x"', lua51: '"xxx"', lua52: '"x,x,x"', lua53: '"x,x,x"', lua54: '"x,x,x"' },
  advice: 'Build separated lists with table.concat.',
  finding: {
    by: 'emulation',
    lua: `
      if C.b.rep('x', 2, ',') ~= 'xx' then return end
      C.redefine('string', 'rep', function(original)
        return function(text, count, separator, ...)
          local times = C.b.tonumber(count)
          if separator == nil or separator == '' or not times or times < 2 then
            return original(text, count, separator, ...)
          end
          C.note('rep-separator', 'string.rep(..., ' .. C.show(separator) .. ')', 'without separators', 'with separators')
          return original(text .. separator, times - 1) .. text
        end
      end)`,
  },
})
