-- Proves that every state refuses exactly the steps it should, with the reason.
local quest = require 'game.quest'
local tables = require 'game.tables'

local STATES = { 'locked', 'available', 'active', 'ready', 'failed', 'done' }
local STEPS = { 'unlock', 'accept', 'achieve', 'hand_in', 'abandon', 'fail', 'retry', 'lock' }

local matrix, reasons = {}, {}
for row, state in ipairs(STATES) do
  local cells = {}
  for column, step in ipairs(STEPS) do
    local q = quest.Quest({ id = 'probe' })
    q.state = state
    local after, reason = q:fire(step)
    cells[column] = after and after:sub(1, 2) or '--'
    if reason then reasons[reason] = (reasons[reason] or 0) + 1 end
  end
  matrix[row] = table.concat(cells, ' ')
  io.write(string.format('%-10s%s\n', state, matrix[row]))
end

local refused = tables.keys(reasons)
print(refused[1])
print(refused[#refused])
return matrix, #refused, refused[1], refused[#refused]
