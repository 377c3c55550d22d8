import { rule } from './rule.js'

export default rule({
  id: 'modulo-infinity',
  title: 'modulo infinity',
  differs:
    'a % b was a - math.floor(a/b)*b up to 5.2 and is so in LuaJIT: with an infinite b that is not-a-number. ' +
    "From 5.3 on it follows C99's fmod: 5 % math.huge is 5.",
  manual: 'Lua 5.3 manual, 3.4.1; Lua 5.1 manual, 2.5.1',
  example: 'return 5 % math.huge, -5 % math.huge',
  shows: { luajit: 'nan, nan', lua51: 'nan, nan', lua52: 'nan, nan', lua53: '5, inf', lua54: '5, inf' },
  advice: 'Ask for math.huge before taking a remainder.',
  finding: {
    by: 'emulation',
    operators: ['%'],
    lua: `
      C.on('%', function(x, y, site)
        if C.b.type(x) ~= 'number' or C.b.type(y) ~= 'number' or x ~= x then return false end
        if y ~= 1 / 0 and y ~= -1 / 0 then return false end
        local own = x % y
        if own ~= own then return false end
        C.note_site('modulo-infinity', site, C.show(own), 'nan')
        return true, 0.0 / 0.0
      end)`,
  },
})
