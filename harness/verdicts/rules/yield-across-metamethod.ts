import { rule } from './rule.js'

export default rule({
  id: 'yield-across-metamethod',
  title: 'a coroutine cannot yield in a metamethod or an iterator in Lua 5.1',
  differs:
    'LuaJIT and Lua 5.2 and later let a coroutine yield in a metamethod and in the function of a for loop. In ' +
    'Lua 5.1 that is an error, as within table.sort and string.gsub on all VMs.',
  manual: 'Lua 5.2 manual, 8.1; LuaJIT, extensions (fully resumable VM)',
  example: 'return coroutine.wrap(function() for x in function() return coroutine.yield(1) end do end end)()',
  shows: {
    luajit: '1',
    lua51: 'error: attempt to yield across metamethod/C-call boundary',
    lua52: '1',
    lua53: '1',
    lua54: '1',
  },
  advice: 'Fetch the next value with a function call in a while loop, and yield outside of metamethods.',
  finding: {
    by: 'message',
    pairs: [[null, /attempt to yield across metamethod\/C-call boundary/]],
  },
})
