-- The `host` table for VMs that have no agent around them. host.rb is the same
-- contract in Ruby; README.md describes it.

local LEVELS = { debug = true, info = true, warn = true, error = true }

-- Park-Miller. Floats on purpose: the product needs 46 bits, which is exact in
-- a double and overflows an integer on VMs that have only 32 of them.
local MODULUS = 2147483647.0
local MULTIPLIER = 16807.0
local MAX_SIDES = 2147483646
local MAX_COUNT = 1000

local FRAME_MILLISECONDS = 16

local function isWhole(value, low, high)
  return type(value) == 'number' and value % 1 == 0 and value >= low and value <= high
end

local function isFinite(value)
  return type(value) == 'number' and value > -math.huge and value < math.huge
end

local function isName(value)
  return type(value) == 'string' and value ~= ''
end

local function isFlat(properties)
  if type(properties) ~= 'table' then return false end
  for _, value in pairs(properties) do
    local kind = type(value)
    if kind ~= 'string' and kind ~= 'number' and kind ~= 'boolean' then return false end
  end
  return true
end

local function newDice(seed)
  local state = seed % MODULUS
  if state == 0 then state = 1.0 end

  return function(sides, count)
    if count == nil then count = 1 end
    if not isWhole(sides, 1, MAX_SIDES) then
      return nil, 'sides must be an integer from 1 to 2147483646'
    end
    if not isWhole(count, 1, MAX_COUNT) then
      return nil, 'count must be an integer from 1 to 1000'
    end
    local sum = 0
    for _ = 1, count do
      state = state * MULTIPLIER % MODULUS
      sum = sum + state % sides + 1
    end
    return math.floor(sum)
  end
end

local function log(level, message)
  if not LEVELS[level] then return nil, 'level must be debug, info, warn or error' end
  if type(message) ~= 'string' then return nil, 'message must be a string' end
end

local function newSlots()
  local slots = {}

  local function save(slot, bytes)
    if not isName(slot) then return nil, 'slot must be a non-empty string' end
    if type(bytes) ~= 'string' then return nil, 'bytes must be a string' end
    slots[slot] = bytes
    return true
  end

  local function load(slot)
    if not isName(slot) then return nil, 'slot must be a non-empty string' end
    return slots[slot]
  end

  return save, load
end

local function newClock()
  local now = 0
  return function()
    local current = now
    now = now + FRAME_MILLISECONDS
    return current
  end
end

local function newSpawner()
  local lastId = 0
  return function(kind, x, y, properties)
    if not isName(kind) then return nil, 'kind must be a non-empty string' end
    if not isFinite(x) or not isFinite(y) then return nil, 'x and y must be numbers' end
    if properties ~= nil and not isFlat(properties) then
      return nil, 'properties must be a flat table of plain values'
    end
    lastId = lastId + 1
    return lastId
  end
end

---@param context luaparity.HostContext
---@return luaparity.HostFunctions
return function(context)
  local save, load = newSlots()
  return {
    log = log,
    roll = newDice(context.seed),
    save = save,
    load = load,
    clock = newClock(),
    spawn = newSpawner(),
  }
end
