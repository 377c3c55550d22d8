-- The module `busted`, for helpers and modules of tests, which do not have the names as globals; and
-- `busted.runner`, which makes a spec file a program and has nothing to do here.
local S = ...
local P = S.P
local b = P.builtins
local G = _G
local error, type, pcall, setmetatable = b.error, b.type, b.pcall, b.setmetatable
local raw_metatable = debug.getmetatable or b.getmetatable
local getfenv, setfenv, getupvalue, upvaluejoin = getfenv, setfenv, debug.getupvalue, debug.upvaluejoin
local get_time = os.time

local VERSION = '2.2.0'

local function metamethod(value, name)
  local meta = raw_metatable(value)
  return type(meta) == 'table' and b.rawget(meta, name) or nil
end

-- Ends a test as a failed assertion does.
local function fail(message, level)
  level = level or 1
  local _, text = pcall(error, message, level > 0 and level + 2 or 0)
  error(setmetatable({ message = text }, S.events.failure_meta), 0)
end

-- Gives a function another value for one of its globals.
local function bindfenv(callable, name, value)
  local action = metamethod(callable, '__call') or callable
  if setfenv then
    setfenv(action, setmetatable({ [name] = value }, { __index = getfenv(action) }))
    return
  end
  for i = 1, 255 do
    local upvalue, outer = getupvalue(action, i)
    if upvalue == '_ENV' then
      local environment = setmetatable({ [name] = value }, { __index = outer })
      upvaluejoin(action, i, function() return environment end, 1)
    end
    if upvalue == nil or upvalue == '_ENV' then return end
  end
end

local api = {
  version = VERSION, fail = fail, bindfenv = bindfenv,
  publish = S.channels.publish, subscribe = S.channels.subscribe, unsubscribe = S.channels.unsubscribe,
  -- the clock of a run stands still; there is nothing to wait for
  gettime = function() return get_time() end,
  monotime = function() return get_time() end,
  sleep = function() end,
  parent = function(element) return element.parent end,
  children = function(element) return element.children or {} end,
}
for name, value in b.next, S.globals do
  if name ~= 'randomize' then api[name] = value end
end
local module = setmetatable({}, {
  __index = function(_, name) return api[name] end,
  __newindex = function() error('Attempt to modify busted', 2) end,
})

S.modules.busted = function() return module end
S.modules['busted.runner'] = function()
  return function() return function() end end
end

-- As where a script is run by busted.
b.rawset(G, 'arg', { [0] = 'busted' })

return {}
