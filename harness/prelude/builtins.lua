-- The builtins as they were before any script ran. Everything else in the prelude uses these, so
-- that a script which replaces `string.format` or `next` cannot change how it is observed.
local P = ...

local builtins = {
  assert = assert, error = error, getmetatable = getmetatable, next = next, pairs = pairs,
  pcall = pcall, rawequal = rawequal, rawget = rawget, rawset = rawset, select = select,
  setmetatable = setmetatable, tonumber = tonumber, tostring = tostring, type = type,
  xpcall = xpcall, unpack = unpack or table.unpack, collectgarbage = collectgarbage,
  loadstring = loadstring or load,
  byte = string.byte, char = string.char, find = string.find, format = string.format,
  gsub = string.gsub, match = string.match, rep = string.rep, sub = string.sub,
  concat = table.concat, sort = table.sort, getinfo = debug.getinfo, traceback = debug.traceback,
  -- nil on Lua 5.1 and LuaJIT, which have one kind of number
  math_type = math.type,
}

-- Rounds towards minus infinity and stays a float on 5.3+, where math.floor would give an integer
-- (of 32 bits on fengari).
function P.floor(x)
  return x - x % 1
end

-- The integer subtype where the VM has one and the value fits, as its own library would return it.
function P.integer(x)
  local shim = P.shim
  if shim.to_integer then return shim.to_integer(x) end
  return x
end

-- luaL_argerror's text; `level` counts from the function that calls this one.
function P.argument_error(position, name, problem, level)
  builtins.error("bad argument #" .. position .. " to '" .. name .. "' (" .. problem .. ")", (level or 2) + 1)
end

function P.type_problem(expected, given, count, position)
  if position > count then return expected .. " expected, got no value" end
  return expected .. " expected, got " .. builtins.type(given)
end

return builtins
