-- `mock`: spies or stubs in place of all functions of a table and of the tables in it.
local S = ...
local b = S.P.builtins
local kinds, spy, stub = S.assert_kinds, S.assert_spy, S.assert_stub

local mock = {}

local function replace(value, is_stubbed, callback, owner, key, met)
  if kinds.is_spy(value) then return value end
  if b.type(value) == 'function' then
    if is_stubbed then return stub(owner, key, callback) end
    if owner == nil then return spy.new(value) end
    return spy.on(owner, key)
  end
  if b.type(value) == 'table' and not met[value] then
    met[value] = true
    for inner, element in b.pairs(value) do
      value[inner] = replace(element, is_stubbed, callback, value, inner, met)
    end
  end
  return value
end

-- mock(object [, is_stubbed [, what the stubs call or return]])
function mock.new(object, is_stubbed, callback, owner, key)
  return replace(object, is_stubbed, callback, owner, key, {})
end

local function for_spies(object, action, met)
  if kinds.is_spy(object) then return object[action](object) end
  if b.type(object) ~= 'table' or met[object] then return end
  met[object] = true
  for _, value in b.pairs(object) do for_spies(value, action, met) end
  return object
end

function mock.clear(object) return for_spies(object, 'clear', {}) end
function mock.revert(object) return for_spies(object, 'revert', {}) end

return b.setmetatable(mock, { __call = function(_, ...) return mock.new(...) end })
