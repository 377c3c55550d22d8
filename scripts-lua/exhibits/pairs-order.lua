-- expect: difference fast lua51 lua54 lua53 native:*
-- pairs() walks the hash part of a table in the order of its buckets. Each VM places strings in its
-- own way, and the native one numbers them from random starts, so no two of them list a warehouse of
-- a thousand crates alike. (A short list may come out the same by luck.)

local warehouse = {}
for number = 1, 1000 do
  warehouse['crate-' .. number] = number
end

local first, fingerprint = {}, 0
for name, number in pairs(warehouse) do
  if #first < 12 then first[#first + 1] = name end
  fingerprint = (fingerprint * 31 + number) % 1000003
end

print('first on the list: ' .. table.concat(first, ' '))
return fingerprint
