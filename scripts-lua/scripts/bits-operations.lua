-- Proves 32-bit arithmetic on VMs with and without a bit library, up to the top bit.
local bits = require 'game.bits'

local values = { 0, 1, 255, 65535, 65536, 2147483647, 2147483648.0, 3735928559.0, 4294967295.0 }
local rows = {}
for _, a in ipairs(values) do
  for _, b in ipairs({ 15, 4042322160.0, 305419896 }) do
    local row = { bits.hex(bits.band(a, b)), bits.hex(bits.bor(a, b)), bits.hex(bits.bxor(a, b)),
      bits.hex(bits.mul(a, b)) }
    rows[#rows + 1] = table.concat(row, ' ')
  end
end

local shifts = {}
for _, n in ipairs({ 0, 1, 4, 16, 31 }) do
  shifts[#shifts + 1] = bits.hex(bits.lshift(3735928559.0, n)) .. ' ' .. bits.hex(bits.rshift(3735928559.0, n))
    .. ' ' .. bits.hex(bits.rol(3735928559.0, n))
  print(n, shifts[#shifts])
end

-- FNV-1a of the names in the realm.
local hashes = {}
for _, name in ipairs({ '', 'a', 'Emberfall', 'the quick brown fox' }) do
  local hash = 2166136261.0
  for index = 1, #name do hash = bits.mul(bits.bxor(hash, name:byte(index)), 16777619) end
  hashes[#hashes + 1] = bits.hex(hash)
  print(bits.hex(hash), name)
end

return rows, shifts, hashes, bits.bnot(0) == 4294967295.0, bits.hex(bits.bnot(1)),
  bits.unsigned(-1) == 4294967295.0, bits.hex(bits.unsigned(-2.5))
