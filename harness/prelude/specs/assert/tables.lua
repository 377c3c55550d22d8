-- Comparing and copying tables by what is in them.
local S = ...
local b = S.P.builtins
local type, next, rawequal = b.type, b.next, b.rawequal
local metatable_of, set_metatable = debug.getmetatable, debug.setmetatable
local kinds = S.assert_kinds
local type_of = kinds.type_of

local tables = {}

-- Whether `==` between the two is the business of a metamethod.
function tables.share_eq(one, other)
  local metatable = metatable_of(one)
  return metatable ~= nil and rawequal(metatable, metatable_of(other)) and metatable.__eq ~= nil
end

-- Marks a pair of tables as compared; whether it already was. Taking a pair that is still being compared for equal is
-- what lets tables contain themselves.
function tables.met_before(met, one, other)
  local partners = met[one]
  if not partners then
    partners = {}
    met[one] = partners
  end
  local before = partners[other]
  partners[other] = true
  return before
end

local function compare(one, other, ignores_eq, met)
  if type_of(one) ~= 'table' or type_of(other) ~= 'table' then return one == other end
  if tables.share_eq(one, other) then
    if not ignores_eq then return one == other end
  elseif rawequal(one, other) then
    return true
  end
  if tables.met_before(met, one, other) then return true end
  for key, value in next, one do
    local counterpart = other[key]
    if counterpart == nil then return false, { key } end
    local is_same, path = compare(value, counterpart, false, met)
    if not is_same then
      path = path or {}
      path[#path + 1] = key
      return false, path
    end
  end
  for key in next, other do
    if one[key] == nil then return false, { key } end
  end
  return true
end

-- Whether two values have the same contents; if not, the keys that lead to a difference, innermost first.
function tables.compare(one, other, ignores_eq)
  return compare(one, other, ignores_eq, {})
end

function tables.shallow_copy(original)
  if type(original) ~= 'table' then return original end
  local copy = b.setmetatable({}, b.getmetatable(original))
  for key, value in next, original do copy[key] = value end
  return copy
end

local function deep_copy(original, with_metatables, made)
  if type_of(original) ~= 'table' then return original end
  made = made or {}
  if made[original] then return made[original] end
  local copy = {}
  made[original] = copy
  for key, value in next, original do
    copy[key] = kinds.is_spy(value) and value or deep_copy(value, with_metatables, made)
  end
  local metatable = metatable_of(original)
  return set_metatable(copy, with_metatables and deep_copy(metatable, false, made) or metatable) and copy
end
tables.deep_copy = deep_copy

return tables
