-- Proves that strings of any bytes pass through the codec and the host unharmed.
local codec = require 'game.codec'
local save = require 'game.save'
local bits = require 'game.bits'

local all = {}
for byte = 0, 255 do all[byte + 1] = string.char(byte) end
local everyByte = table.concat(all)

local samples = {
  everyByte,
  everyByte:reverse(),
  '',
  '\0',
  '\0\0\0end',
  'gr\195\188\195\159 Gott', -- valid UTF-8
  '\195\40\255\254', -- not UTF-8
  string.rep('\255\0', 100),
  '\r\n\t\\n',
}

local sums, lengths = {}, {}
for index, sample in ipairs(samples) do
  local slot = 'blob ' .. index
  host.save(slot, codec.encode(sample))
  local back = codec.decode(host.load(slot))
  if back ~= sample then error('sample ' .. index .. ' changed', 0) end
  sums[index], lengths[index] = bits.hex(save.checksum(back)), #back
  print(index, #back, sums[index])
end

host.save('\0\255 odd slot', everyByte)
return sums, lengths, everyByte, host.load('\0\255 odd slot') == everyByte, samples
