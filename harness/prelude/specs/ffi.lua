-- Modules that an insulated block loads once more declare their C types once more, which LuaJIT refuses. As under
-- busted, the same declaration is taken once, a type keeps the metatable that it was given first, and a library is the
-- same one.
local S = ...
local b = S.P.builtins
local pcall, error, select, tonumber = b.pcall, b.error, b.select, b.tonumber

if S.P.shim.name ~= 'luajit' then return false end
local there, ffi = pcall(require, 'ffi')
if not there then return false end

local cdef, metatype, typeof = ffi.cdef, ffi.metatype, ffi.typeof

local declared = {}
function ffi.cdef(text, ...)
  local is_plain = select('#', ...) == 0
  if is_plain and declared[text] then return end
  local ok, message = pcall(cdef, text, ...)
  if not ok then error(message, 2) end
  if is_plain then declared[text] = true end
end

local with_metatable = {}
function ffi.metatype(ctype, meta)
  local known, id = pcall(function() return tonumber(typeof(ctype)) end)
  if known and with_metatable[id] then return with_metatable[id] end
  local ok, result = pcall(metatype, ctype, meta)
  if not ok then error(result, 2) end
  if known then with_metatable[id] = result end
  return result
end

local libraries, load = {}, ffi.load
function ffi.load(name, ...)
  if libraries[name] then return libraries[name] end
  local ok, result = pcall(load, name, ...)
  if not ok then error(result, 2) end
  libraries[name] = result
  return result
end

return true
