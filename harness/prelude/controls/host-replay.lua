-- Host functions answer from the recording of another engine, call by call: `C.replay_host(calls)`, where each of the
-- calls has `name`, `arguments` and `answer`, lists as `pcall` would give them with their length in `n`, and `real`
-- where the answer cannot be rebuilt. From the first call that is not the recorded one, the real host answers.
--
-- For an object that cannot be rebuilt there is `C.object(kind)`; `C.has_metatable` has the tables that had one.
local C = ...
local P, b = C.P, C.b
local type, next, rawequal, rawget = b.type, b.next, b.rawequal, b.rawget
local raw_metatable = debug.getmetatable or b.getmetatable

local kinds = {}
function C.object(kind)
  local object = {}
  kinds[object] = kind
  return object
end
C.has_metatable = {}
-- A literal would be an integer on some VMs, and on others one constant with 0.
C.negative_zero = b.tonumber('-0.0')

local function is_plain(key)
  local kind = type(key)
  return kind == 'string' or kind == 'number' or kind == 'boolean'
end

-- The keys that no other table has, in the order in which the VM gives them.
local function objects_of(t)
  local list, plain = {}, 0
  for key in next, t do
    if is_plain(key) then plain = plain + 1 else list[#list + 1] = key end
  end
  return list, plain
end

-- Whether a value is what was recorded; `met` keeps which object is which, over one list.
local function is_recorded(recorded, value, met)
  local kind = type(value)
  if kind == 'number' and type(recorded) == 'number' then
    if value ~= value then return recorded ~= recorded end
    return value == recorded and (value ~= 0 or 1 / (value + 0.0) == 1 / (recorded + 0.0))
  end
  if is_plain(value) or value == nil then return rawequal(value, recorded) end
  if type(recorded) ~= 'table' then return false end
  if kind ~= (kinds[recorded] or 'table') then return false end
  if met[recorded] or met[value] then return rawequal(met[recorded], value) and rawequal(met[value], recorded) end
  met[recorded], met[value] = value, recorded
  if kind ~= 'table' then return true end
  if (raw_metatable(value) ~= nil) ~= (C.has_metatable[recorded] == true) then return false end
  local objects, plain = objects_of(value)
  local recorded_objects, recorded_plain = objects_of(recorded)
  if plain ~= recorded_plain or #objects ~= #recorded_objects then return false end
  for key, field in next, recorded do
    if is_plain(key) and not is_recorded(field, rawget(value, key), met) then return false end
  end
  for i = 1, #objects do
    local key, recorded_key = objects[i], recorded_objects[i]
    if not is_recorded(recorded_key, key, met) then return false end
    if not is_recorded(recorded[recorded_key], rawget(value, key), met) then return false end
  end
  return true
end

local function are_recorded(recorded, values, count)
  if recorded.n ~= count then return false end
  local met = {}
  for i = 1, count do
    if not is_recorded(recorded[i], values[i], met) then return false end
  end
  return true
end

local function show(name, arguments, count)
  local shown = {}
  for i = 1, count do
    local value = arguments[i]
    shown[i] = value ~= nil and kinds[value] or C.show(value)
  end
  return 'host.' .. name .. '(' .. b.concat(shown, ', ') .. ')'
end

function C.replay_host(calls)
  local call_real, position = P.call_host, 0
  P.call_host = function(name, call, count, arguments)
    if not position then return call_real(name, call, count, arguments) end
    position = position + 1
    local recorded = calls[position]
    if not recorded or recorded.name ~= name or not are_recorded(recorded.arguments, arguments, count) then
      position = nil
      local is = show(name, arguments, count)
      local instead = recorded and show(recorded.name, recorded.arguments, recorded.arguments.n) or 'no further call'
      C.note('host', is, is, instead)
      return call_real(name, call, count, arguments)
    end
    calls[position] = nil
    if recorded.real then return call_real(name, call, count, arguments) end
    P.raised_by_host = nil
    return recorded.answer.n, recorded.answer
  end
  -- Functions that this host does not have, and the other one has.
  for i = 1, #calls do
    local name = calls[i].name
    if type(host) == 'table' and rawget(host, name) == nil then
      host[name] = P.host_function(name, function()
        b.error("the host has no function '" .. name .. "'", 0)
      end)
    end
  end
end
