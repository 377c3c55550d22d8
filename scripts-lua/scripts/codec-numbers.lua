-- Proves the number encoding at its edges: 7, 31, 32 and 53 bits, and fractions.
local codec = require 'game.codec'
local text = require 'game.text'

local numbers = {
  0, 1, -1, 63, 64, -64, -65, 127, 128, 8191, 8192, 2147483646, 2147483647.0, 2147483648.0,
  -2147483647, -2147483648.0, 4294967295.0, 4294967296.0, 1099511627776.0, 9007199254740991.0,
  -9007199254740991.0, 0.5, -0.25, 3.140625, 0.1, -1 / 3, 1234567.875, 1e-9,
}

local encoded, exact = {}, true
for index, number in ipairs(numbers) do
  local bytes = codec.encode(number)
  encoded[index] = text.hex(bytes)
  exact = exact and codec.decode(bytes) == number
  if index <= 12 then print(text.padLeft(text.integer(number), 12), encoded[index]) end
end
print('every number came back exactly:', exact)

local failures = {}
for _, bad in ipairs({ 9007199254740992.0, math.huge, -math.huge, 0 / 0, print, coroutine.create(print) }) do
  local ok, problem = pcall(codec.encode, bad)
  failures[#failures + 1] = tostring(ok) .. ' ' .. problem.code .. ' ' .. problem.type
end
return encoded, exact, failures, codec.decode(codec.encode(numbers))
