import { rule } from './rule.js'

export default rule({
  id: 'error-message-variable-names',
  title: 'the words of error messages, where a script looks at them',
  differs:
    `Each version words its errors differently: LuaJIT, 5.1 and 5.2 say "attempt to index local 't' (a nil ` +
    `value)", Lua 5.3 and later "attempt to index a nil value (local 't')". It matters where a script catches ` +
    'a message and shows it or compares it.',
  manual: 'not documented',
  example: 'local ok, message = pcall(function() local t return t.x end) return message',
  shows: {
    luajit: `"example:1: attempt to index local 't' (a nil value)"`,
    lua51: `"example:1: attempt to index local 't' (a nil value)"`,
    lua52: `"example:1: attempt to index local 't' (a nil value)"`,
    lua53: `"example:1: attempt to index a nil value (local 't')"`,
    lua54: `"example:1: attempt to index a nil value (local 't')"`,
  },
  advice: 'Raise errors that are handled as tables with a code: error({ code = "no-such-hero" }).',
  finding: {
    by: 'emulation',
    uses: ['messages'],
    lua: `
      local b = C.b
      local function note(is, instead)
        C.note('error-message-variable-names', 'the message of the error', C.show(is), C.show(instead))
      end
      local function reworded(message)
        if b.type(message) ~= 'string' then return message end
        local other = C.luajit_message(message)
        if other ~= message then note(message, other) end
        return other
      end
      local function results(ok, ...)
        if ok then return ok, ... end
        return ok, reworded(C.without_own_position((...))), b.select(2, ...)
      end
      C.wrap(nil, 'pcall', function(original)
        return function(...) return results(original(...)) end
      end)
      C.wrap('coroutine', 'resume', function(original)
        return function(...) return results(original(...)) end
      end)
      C.wrap(nil, 'xpcall', function(original)
        return function(f, handler, ...)
          if b.type(handler) ~= 'function' then return original(f, handler, ...) end
          return original(f, function(message, ...) return handler(reworded(message), ...) end, ...)
        end
      end)
      local function compiled(chunk, message, ...)
        if chunk ~= nil then return chunk, message, ... end
        return chunk, reworded(message), ...
      end
      for _, name in b.pairs({ 'load', 'loadstring', 'loadfile' }) do
        C.wrap(nil, name, function(original)
          return function(...) return compiled(original(...)) end
        end)
      end`,
  },
})
