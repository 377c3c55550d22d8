-- What assertions remember: formatters, parameters and spies, in levels. A snapshot opens a level; reverting it drops
-- the level and all that were opened after it.
local S = ...
local b = S.P.builtins
local rawequal = b.rawequal

local Snapshot = {}
Snapshot.__call = function(self) self:revert() end

local NIL = {}
local current
local state = {}

-- In the reverse order of their making, so that what was there before the first of them comes back.
local function revert_spies(level)
  for i = level.spy_count, 1, -1 do
    local spy = level.spies[i]
    level.spies[i] = nil
    if spy then spy:revert() end
  end
  level.spy_count = 0
end

function state.revert(level)
  if not level then
    if not current.previous then return end
    level = current
  end
  if not rawequal(b.getmetatable(level), Snapshot) then b.error('Value provided is not a valid snapshot', 2) end
  if level.next then level.next:revert() end
  level.formatters, level.parameters = {}, {}
  revert_spies(level)
  if not level.previous then return end
  b.setmetatable(level, nil)
  current = level.previous
  current.next = nil
end

function state.snapshot()
  local level = b.setmetatable({
    formatters = {},
    parameters = {},
    -- weak: a spy that the script has dropped has nothing to give back
    spies = b.setmetatable({}, { __mode = 'v' }),
    spy_count = 0,
    previous = current,
    revert = state.revert,
  }, Snapshot)
  if current then current.next = level end
  current = level
  return level
end

-- The latest is asked first.
function state.add_formatter(formatter)
  local formatters, older = { formatter }, current.formatters
  for i = 1, #older do formatters[i + 1] = older[i] end
  current.formatters = formatters
end

local function without(list, unwanted)
  local rest, found = {}, false
  for i = 1, #list do
    if found or not rawequal(list[i], unwanted) then rest[#rest + 1] = list[i] else found = true end
  end
  return rest
end

function state.remove_formatter(formatter, level)
  level = level or current
  while level do
    level.formatters = without(level.formatters, formatter)
    level = level.previous
  end
end

-- The text of a value, or nil when no formatter takes it.
function state.format_argument(value, level, hints)
  level = level or current
  while level do
    local formatters = level.formatters
    for i = 1, #formatters do
      local text = formatters[i](value, hints)
      if text ~= nil then return text end
    end
    level = level.previous
  end
end

function state.text_of(value, hints)
  local text = state.format_argument(value, nil, hints)
  if text == nil then return b.tostring(value) end
  return text
end

function state.set_parameter(name, value)
  if value == nil then value = NIL end
  current.parameters[name] = value
end

function state.get_parameter(name, level)
  level = level or current
  while level do
    local value = level.parameters[name]
    if value ~= nil then
      if rawequal(value, NIL) then return nil end
      return value
    end
    level = level.previous
  end
end

function state.add_spy(spy)
  current.spy_count = current.spy_count + 1
  current.spies[current.spy_count] = spy
end

state.snapshot()

return state
