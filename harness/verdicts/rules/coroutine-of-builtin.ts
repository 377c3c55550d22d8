import { rule } from './rule.js'

export default rule({
  id: 'coroutine-of-builtin',
  title: 'a coroutine of a library function is an error in Lua 5.1',
  differs:
    'coroutine.create and coroutine.wrap take any function on LuaJIT and Lua 5.2 and later, but only ' +
    'functions written in Lua in 5.1.',
  manual: 'Lua 5.1 manual, 5.2; Lua 5.2 manual, 6.2',
  example: 'return coroutine.wrap(select)("#", 1, 2)',
  shows: {
    luajit: '2',
    lua51: "error: bad argument #1 to 'wrap' (Lua function expected)",
    lua52: '2',
    lua53: '2',
    lua54: '2',
  },
  advice: 'Put it into a function: coroutine.wrap(function(...) return select(...) end).',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      for _, name in b.pairs({ 'create', 'wrap' }) do
        C.redefine('coroutine', name, function(original)
          return function(f, ...)
            if b.type(f) ~= 'function' or b.getinfo(f, 'S').what ~= 'C' then return original(f, ...) end
            C.note('coroutine-of-builtin', 'coroutine.' .. name .. ' of a library function', 'an error', 'possible')
            return original(function(...) return f(...) end)
          end
        end)
      end`,
  },
})
