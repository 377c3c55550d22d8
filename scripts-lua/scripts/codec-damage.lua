-- Proves that damaged bytes raise the same structured error at the same place.
local codec = require 'game.codec'

local function nest(depth)
  local value = 'core'
  for _ = 1, depth do value = { value } end
  return value
end

local loop = { name = 'ouroboros' }
loop.tail = loop

local cases = {
  { 'empty', codec.decode, '' },
  { 'unknown tag', codec.decode, 'z' },
  { 'string too long', codec.decode, 's\5abc' },
  { 'number cut off', codec.decode, '+\128\128' },
  { 'endless number', codec.decode, '-' .. string.rep('\255', 12) },
  { 'trailing bytes', codec.decode, 'tt' },
  { 'list of rubbish', codec.decode, 'l\3+\2?' },
  { 'half a map', codec.decode, 'm\2+\2' },
  { 'not a fraction', codec.decode, 'ft\1' },
  { 'deep enough', codec.encode, nest(63) },
  { 'too deep', codec.encode, nest(70) },
  { 'a loop', codec.encode, loop },
  { 'a function inside', codec.encode, { 1, { print } } },
}

local results = {}
for index, case in ipairs(cases) do
  local ok, value = pcall(case[2], case[3])
  local outcome = ok and type(value) or value
  if not ok then outcome = value.code .. ' ' .. tostring(value.position or value.type or '-') end
  results[index] = outcome
  print(string.format('%-18s %s', case[1], outcome))
end
return results, codec.encode(nest(5)), codec.encode({ b = 1, a = 2, [1] = 'x', [-1] = 'y' })
