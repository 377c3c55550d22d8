-- Proves how effects stack, refresh, tick and expire over twelve turns.
local StatusSet = require 'game.status'

local status = StatusSet()
local plan = {
  [1] = { { 'poisoned', 3, 2 }, { 'haste', 2, 5 } },
  [2] = { { 'poisoned', 4, 1 }, { 'stunned', 1 } },
  [4] = { { 'haste', 3, 5 }, { 'regeneration', 5, 3 } },
  [5] = { { 'stunned', 2 }, { 'stunned', 9 } },
  [8] = { { 'shielded', 2, 4 }, { 'shielded', 3, 1 } },
}

local health, history, answers = 40, {}, {}
for turn = 1, 12 do
  for _, dose in ipairs(plan[turn] or {}) do
    answers[#answers + 1] = status:apply(dose[1], dose[2], dose[3])
  end
  local shown = tostring(status)
  local stunned = status:isStunned()
  local changes, expired = status:tick()
  for _, change in ipairs(changes) do health = health + change.amount end
  history[turn] = { health = health, stunned = stunned, speed = status:bonus('speed'), expired = expired }
  print(string.format('%2d %3d %s', turn, health, shown))
end

return health, history, answers
