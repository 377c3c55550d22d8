-- Proves that fire and ice cancel each other and that a cleanse reports in order.
local StatusSet = require 'game.status'

local status = StatusSet()
local log = {}
local function dose(name, turns, power)
  local answer = status:apply(name, turns, power)
  log[#log + 1] = name .. ' ' .. answer
  print(name, answer, status)
end

dose('burning', 3, 2)
dose('frozen', 2)
dose('frozen', 2)
dose('frozen', 5)
dose('poisoned', 4)
dose('burning', 1)
dose('burning', 2)
dose('burning', 1, 9)
dose('haste', 3, 4)

local speed, armour = status:bonus('speed'), status:bonus('armour')
local removed = status:cleanse()
print(table.concat(removed, ','), status)

local ok, message = pcall(status.apply, status, 'confused', 3)
return log, speed, armour, removed, ok, message, status:has('burning')
