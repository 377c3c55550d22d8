-- Proves that errors of every type pass through layers of protection unchanged.
local class = require 'game.class'

local Failure = class('Failure')
function Failure:initialize(code, cause) self.code, self.cause = code, cause end
function Failure:__tostring() return self.code .. (self.cause and ' <- ' .. tostring(self.cause) or '') end

local function rung(height)
  if height == 0 then error(Failure('fell off the ladder')) end
  local ok, cause = pcall(rung, height - 1)
  if not ok then error(Failure('rung ' .. height, cause)) end
end

local ok, failure = pcall(rung, 4)
print(ok, failure)
local depth, current = 0, failure
while current do depth, current = depth + 1, current.cause end

local values = { 'text', 42, false, { code = 7 }, Failure('object') }
local kinds = {}
for index = 1, 5 do
  local _, caught = pcall(error, values[index], 0)
  kinds[index] = type(caught) .. ' ' .. tostring(caught == values[index])
end
local nothing = { pcall(error) }

local trail = {}
local function withCleanup(action, cleanup)
  local fine, problem = pcall(action)
  cleanup(fine)
  if not fine then error(problem, 0) end
end
local outer = { pcall(withCleanup, function()
  withCleanup(function()
    trail[#trail + 1] = 'work'
    error('the rope snapped', 0)
  end, function(fine) trail[#trail + 1] = 'inner ' .. tostring(fine) end)
end, function(fine) trail[#trail + 1] = 'outer ' .. tostring(fine) end) }

local handled = { xpcall(function() error('bridge out', 0) end, function(m) return 'handled: ' .. m end) }
local asserted = { pcall(assert, false, 'no bread') }
local passed = { assert(1, 'unused', 3) }
print(table.concat(trail, ', '), handled[2], asserted[2])
return ok, tostring(failure), depth, kinds, nothing[1], nothing[2], trail, outer, handled, asserted, passed
