-- expect: difference lua51 lua54 lua53 native-nojit
-- pairs() walks the hash part of a table in the order of its buckets. Each VM places strings in its
-- own way, and the native one numbers them from a random start per state, so no two of them list a
-- warehouse of a thousand crates alike; a short list may come out the same by luck.

local warehouse = {}
for number = 1, 1000 do
  warehouse['crate-' .. number] = number
end

local first = {}
for name in pairs(warehouse) do
  first[#first + 1] = name
  if #first == 24 then break end
end

print(table.concat(first, ' '))
return first
