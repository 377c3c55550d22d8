-- Proves the checksum against well-known values and its sense of order.
local bits = require 'game.bits'
local save = require 'game.save'

local known = {
  { '', '00000000' },
  { 'a', 'e8b7be43' },
  { '123456789', 'cbf43926' },
  { 'The quick brown fox jumps over the lazy dog', '414fa339' },
}

local right = 0
for _, pair in ipairs(known) do
  local sum = bits.hex(save.checksum(pair[1]))
  if sum == pair[2] then right = right + 1 end
  print(sum, pair[1])
end

local words, seen, collisions = { 'ember', 'fall', 'keep', 'gate' }, {}, 0
local function permute(prefix, rest)
  if #rest == 0 then
    local sum = bits.hex(save.checksum(prefix))
    if seen[sum] then collisions = collisions + 1 end
    seen[sum] = true
    return 1
  end
  local count = 0
  for index, word in ipairs(rest) do
    local others = {}
    for position, other in ipairs(rest) do
      if position ~= index then others[#others + 1] = other end
    end
    count = count + permute(prefix .. word, others)
  end
  return count
end

local permutations = permute('', words)
print(permutations, collisions)
return right, permutations, collisions, bits.hex(save.checksum(string.rep('\0', 64)))
