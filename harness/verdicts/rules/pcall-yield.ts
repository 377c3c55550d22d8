import { rule } from './rule.js'

export default rule({
  id: 'pcall-yield',
  title: 'a coroutine cannot yield through pcall in Lua 5.1',
  differs:
    'LuaJIT and Lua 5.2 and later let a coroutine yield inside of pcall and xpcall. In Lua 5.1 that is an ' +
    'error.',
  manual: 'Lua 5.2 manual, 8.1; LuaJIT, extensions (fully resumable VM)',
  example: 'return coroutine.wrap(function() return pcall(coroutine.yield, 1) end)()',
  shows: {
    luajit: '1',
    lua51: 'false, "attempt to yield across metamethod/C-call boundary"',
    lua52: '1',
    lua53: '1',
    lua54: '1',
  },
  advice: 'Do what may fail in a coroutine of its own, or yield outside of pcall.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      -- From 5.3 on there is nothing to do, and coroutine.running gives more.
      if C.P.shim.name == 'lua53' then return end
      local create, resume, status, yield, running =
        coroutine.create, coroutine.resume, coroutine.status, coroutine.yield, coroutine.running
      local standing_for = setmetatable({}, { __mode = 'k' })

      -- What is called runs in a coroutine of its own, whose yields are handed on.
      local function finish(thread, handler, ok, ...)
        if ok and status(thread) == 'suspended' then
          C.note('pcall-yield', 'coroutine.yield within pcall', 'an error', 'possible')
          return finish(thread, handler, resume(thread, yield(...)))
        end
        if ok then return ok, ... end
        if handler then return false, handler(...) end
        return ok, C.without_own_position((...)), b.select(2, ...)
      end

      local function call(handler, f, ...)
        local outer = running()
        -- Only Lua functions can be made a coroutine.
        local thread = create(function(...) return f(...) end)
        standing_for[thread] = standing_for[outer] or outer
        return finish(thread, handler, resume(thread, ...))
      end

      C.wrap(nil, 'pcall', function(original)
        return function(...)
          if b.select('#', ...) == 0 or not running() then return original(...) end
          return call(nil, ...)
        end
      end)
      C.wrap(nil, 'xpcall', function(original)
        return function(...)
          local f, handler = ...
          if b.type(handler) ~= 'function' or not running() then return original(...) end
          return call(handler, f, b.select(3, ...))
        end
      end)
      C.wrap('coroutine', 'running', function()
        return function()
          local thread = running()
          return standing_for[thread or 0] or thread
        end
      end)`,
  },
})
