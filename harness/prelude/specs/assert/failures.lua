-- What a failed assertion raises: a table, told from errors by its metatable. `message` starts with the position in
-- the script.
local S = ...
local b = S.P.builtins
local type, getinfo = b.type, b.getinfo
local kinds = S.assert_kinds

local OWN_CHUNK = '[luaparity]'

kinds.failure.__type = 'failure'
kinds.failure.__tostring = function(failure)
  return b.tostring(failure.message)
end

local failures = {}

-- "file:line: " of the innermost function of the script, or of one that many calls above it. Empty where C called.
local function position(above)
  local depth = 2
  local info = getinfo(depth, 'Sl')
  while info and (info.short_src == OWN_CHUNK or info.what == 'tail') do
    depth = depth + 1
    info = getinfo(depth, 'Sl')
  end
  if above > 0 then info = getinfo(depth + above, 'Sl') end
  if not info or info.currentline <= 0 then return '' end
  return info.short_src .. ':' .. b.format('%d', info.currentline) .. ': '
end

-- Like `error`, and for numbers as LuaJIT's on every VM: they become text with a position.
function failures.raise(message, above)
  local kind = type(message)
  if kind == 'string' or kind == 'number' then message = position(above or 0) .. message end
  b.error(b.setmetatable({ message = message }, kinds.failure), 0)
end

-- An error, not a failure, at the script's position.
function failures.misuse(message)
  b.error(position(0) .. message, 0)
end

return failures
