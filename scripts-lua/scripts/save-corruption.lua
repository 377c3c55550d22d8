-- Proves that no damaged save file is ever taken for a good one.
local save = require 'game.save'
local tables = require 'game.tables'

local good = save.pack({ hero = 'Bran', level = 3, pack = { 'rope', 'key' } })
local reasons = {}
local function try(bytes)
  local state, reason = save.unpack(bytes)
  local outcome = state and 'accepted' or reason
  reasons[outcome] = (reasons[outcome] or 0) + 1
end

for index = 1, #good, 2 do
  local flipped = (good:byte(index) + 1 + index * 37 % 255) % 256
  try(good:sub(1, index - 1) .. string.char(flipped) .. good:sub(index + 1))
end
for length = 0, #good - 1, 4 do try(good:sub(1, length)) end
try(good .. '\0')
try(good .. good)
try('EMBR' .. string.rep('\255', 40))
try(save.pack({ from = 'the future' }, 9))
try(good)

for outcome, count in tables.sortedPairs(reasons) do
  io.write(outcome, ': ', count, '\n')
end
return reasons, #good, save.unpack(''), save.unpack('EMBR')
