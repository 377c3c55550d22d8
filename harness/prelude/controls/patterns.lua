-- Patterns on their way to the library: `C.on_pattern(rule, is, instead, f)` has `f(pattern, name, plain)` give another
-- pattern for string.<name>, and whether it is to be taken as it is written; or nil to leave it.
local C = ...
local b = C.b
local type, select, unpack = b.type, b.select, b.unpack

function C.on_pattern(rule, is, instead, convert)
  local function note(name, pattern) C.note(rule, 'string.' .. name .. '(..., ' .. C.show(pattern) .. ')', is, instead) end
  C.redefine('string', 'find', function(original)
    return function(subject, pattern, ...)
      local init, plain = ...
      if type(pattern) ~= 'string' or plain then return original(subject, pattern, ...) end
      local other, as_written = convert(pattern, 'find')
      if other == nil then return original(subject, pattern, ...) end
      note('find', pattern)
      if init == nil then init = 1 end
      return original(subject, other, init, as_written)
    end
  end)
  for _, name in b.pairs({ 'match', 'gmatch', 'gsub' }) do
    C.redefine('string', name, function(original)
      return function(...)
        local count, given = select('#', ...), { ... }
        local other = type(given[2]) == 'string' and convert(given[2], name) or nil
        if other == nil then return original(...) end
        note(name, given[2])
        given[2] = other
        return original(unpack(given, 1, count))
      end
    end)
  end
end
