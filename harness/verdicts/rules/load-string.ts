import { rule } from './rule.js'

export default rule({
  id: 'load-string',
  title: 'load takes only functions in Lua 5.1',
  differs:
    'LuaJIT and Lua 5.2 and later let load(text, name, mode, env) compile a text, of the given mode and with ' +
    'the given environment. In Lua 5.1 it wants a function that gives the pieces.',
  manual: 'Lua 5.2 manual, 6.1 (load); Lua 5.1 manual, 5.1; LuaJIT, extensions',
  example: 'return load("return x", "=x", "t", { x = 7 })()',
  shows: {
    luajit: '7',
    lua51: "error: bad argument #1 to 'load' (function expected, got string)",
    lua52: '7',
    lua53: '7',
    lua54: '7',
  },
  advice: 'On 5.1 use loadstring(text, name), then setfenv(chunk, env).',
  finding: {
    by: 'emulation',
    lua: `
      local b, setfenv = C.b, setfenv
      C.wrap(nil, 'load', function(original)
        return function(chunk, name, mode, env)
          local kind = b.type(chunk)
          local is_text = kind == 'string' or kind == 'number'
          if not is_text and mode == nil and env == nil then return original(chunk, name) end
          local text = is_text and b.tostring(chunk) or ''
          if is_text then
            C.note('load-string', 'load("' .. b.sub(text, 1, 20) .. '")', 'an error', 'a function')
          else
            C.note('load-string', 'load(f, name, mode, env)', 'without mode and env', 'with them')
            while true do
              local piece = chunk()
              if piece == nil or piece == '' then break end
              text = text .. piece
            end
          end
          local binary = b.byte(text) == 27
          if mode ~= nil and not b.find(mode, binary and 'b' or 't', 1, true) then
            return nil, 'attempt to load chunk with wrong mode'
          end
          local made, message = b.loadstring(text, name or (is_text and text or '=(load)'))
          if made and env ~= nil then setfenv(made, env) end
          return made, message
        end
      end)`,
  },
})
