import { rule } from './rule.js'

export default rule({
  id: 'string-dump',
  title: "what string.dump gives is the VM's own",
  differs:
    'string.dump gives the code of a function in a form that only the same VM and version reads; that of ' +
    'LuaJIT begins with "\\27LJ". It takes no functions of a library on any VM.',
  manual: 'Lua 5.1 manual, 5.4 (string.dump); LuaJIT, extensions',
  example: 'return #string.dump(function() end) > 40',
  shows: { luajit: 'false', lua51: 'true', lua52: 'true', lua53: 'true', lua54: 'true' },
  advice: 'Save the text of a function, or its name, and not its code.',
  finding: {
    by: 'emulation',
    both: true,
    lua: `
      local b = C.b
      -- The same text for the same function on every VM: the number of the call stands for the code.
      local dumped = {}
      C.wrap('string', 'dump', function(original)
        return function(...)
          local code = original(...)
          C.note('string-dump', 'string.dump', 'code of this VM', 'code of another')
          dumped[#dumped + 1] = code
          return '\\27function ' .. #dumped
        end
      end)
      local function code_of(chunk)
        if b.type(chunk) ~= 'string' then return chunk end
        return dumped[b.tonumber(b.match(chunk, '^\\27function (%d+)$')) or 0] or chunk
      end
      for _, name in b.pairs({ 'load', 'loadstring' }) do
        C.wrap(nil, name, function(original)
          return function(chunk, ...) return original(code_of(chunk), ...) end
        end)
      end`,
  },
})
