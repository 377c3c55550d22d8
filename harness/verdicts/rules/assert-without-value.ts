import { rule } from './rule.js'

export default rule({
  id: 'assert-without-value',
  title: 'assert() without arguments fails in other words in Lua 5.2',
  differs:
    'assert without any argument is wrong usage on all VMs but Lua 5.2, which says "assertion failed!".',
  manual: 'not documented',
  example: 'return pcall(function() assert() end)',
  shows: {
    luajit: `false, "example:1: bad argument #1 to 'assert' (value expected)"`,
    lua51: `false, "example:1: bad argument #1 to 'assert' (value expected)"`,
    lua52: 'false, "example:1: assertion failed!"',
    lua53: `false, "example:1: bad argument #1 to 'assert' (value expected)"`,
    lua54: `false, "example:1: bad argument #1 to 'assert' (value expected)"`,
  },
  advice: 'Give assert the value that it is about.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.wrap(nil, 'assert', function(original)
        return function(...)
          if b.select('#', ...) > 0 then return original(...) end
          C.note('assert-without-value', 'assert()', '"assertion failed!"', '"value expected"')
          b.error("bad argument #1 to 'assert' (value expected)", 2)
        end
      end)`,
  },
})
