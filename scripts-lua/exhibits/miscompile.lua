-- expect: difference native-nojit lua51 lua54 lua53
-- The loop was recorded while it read true out of a table constant. Its compiled
-- copy takes the value straight from the other constant, { false }, but keeps the
-- recorded true without looking. The last turn must see false, as it does in
-- every interpreter.

local slot, r = {}, nil
for i = 1, 100 do
  local t = slot
  r = t[1]
  slot = i % 2 ~= 0 and { false } or { true }
end
return r
