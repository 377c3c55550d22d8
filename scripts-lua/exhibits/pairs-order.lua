-- expect: difference lua51 lua54 lua53 native-nojit
-- pairs() walks the hash part of a table in the order of its buckets. Each VM
-- hashes strings in its own way, and the native one seeds its hash per state, so
-- no two of them list the backpack alike.

local backpack = {
  arrow = 30, bread = 4, candle = 6, dagger = 1, elixir = 2, feather = 9,
  garnet = 3, hammer = 1, incense = 5, jerkin = 1, kettle = 1, lantern = 2,
  mirror = 1, needle = 12, ointment = 3, parchment = 8, quill = 4, rope = 2,
  saddle = 1, tinderbox = 1, unguent = 2, vial = 7, whetstone = 1, yarn = 5,
}

local names = {}
for name in pairs(backpack) do names[#names + 1] = name end

print(table.concat(names, ' '))
return names
