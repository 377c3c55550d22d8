import { rule } from './rule.js'

export default rule({
  id: 'negative-zero-constant',
  title: 'the constants 0 and -0 are one in 5.1',
  differs:
    '5.1 keeps one constant a function for 0 and -0, and the first decides: after "local n = 0", -0 is 0; ' +
    'after -0, every 0 of the function is negative, and 1/0 is -inf. LuaJIT keeps them apart.',
  manual: 'not in the manuals; addk of lcode.c, mended in 5.2',
  example: 'local m, n = -0, 0 return 1 / n',
  shows: { luajit: 'inf', lua51: '-inf', lua52: 'inf', lua53: 'inf', lua54: 'inf' },
  advice: 'Write 0 where no negative zero is meant, and -1 / math.huge where it is.',
  finding: {
    by: 'emulation',
    operators: ['-u'],
    lua: `
      if C.version ~= 'Lua 5.1' then return end
      C.on('-u', function(x, _, site)
        if x ~= 0 or not C.b.tonumber(site.left) then return false end
        -- Alone in its function, as it is written here, it is what LuaJIT has; so is every 0 of the script's by now.
        C.note_site('negative-zero-constant', site, 'the same as 0', 'a zero of its own')
        return true, C.own['-u'](0)
      end)`,
  },
})
