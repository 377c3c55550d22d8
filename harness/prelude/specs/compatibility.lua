-- `busted.compatibility`, which specs take functions from that not every Lua has under one name; and `luacov`, which
-- specs load to have their coverage measured, and is not there to do so.
local S = ...
local b = S.P.builtins
local type, setmetatable = b.type, b.setmetatable
local getinfo, getupvalue, setupvalue, upvaluejoin = debug.getinfo, debug.getupvalue, debug.setupvalue, debug.upvaluejoin

-- The function that a level of the caller's caller stands for, and the number of its `_ENV` among its upvalues.
local function environment_of(target)
  if type(target) == 'number' then target = getinfo(target + 2, 'f').func end
  for i = 1, 255 do
    local name = getupvalue(target, i)
    if name == '_ENV' then return target, i end
    if name == nil then return target, nil end
  end
end

-- Without the tail calls that would count as levels.
local function get_environment(target)
  local action, place = environment_of(target == nil and 1 or target)
  if not place then return _G end
  local _, value = getupvalue(action, place)
  return value
end

local function set_environment(target, environment)
  local action, place = environment_of(target)
  if place then
    -- other functions of the same chunk keep theirs
    local own
    upvaluejoin(action, place, function() return own end, 1)
    setupvalue(action, place, environment)
  end
  return action
end

S.modules['busted.compatibility'] = function()
  return {
    getfenv = getfenv or get_environment, setfenv = setfenv or set_environment,
    loadstring = loadstring or load, unpack = b.unpack,
    exit = os.exit, execute = os.execute,
  }
end

S.modules.luacov = function()
  return setmetatable({}, { __call = function() end })
end

return {}
