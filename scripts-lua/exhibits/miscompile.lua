-- expect: difference fast lua51 lua54 lua53
-- expect: difference native:jit=off,* native:release=trixie,*
-- The loop is recorded while it reads true out of one table constant. Its compiled copy takes the
-- value from the other constant, { false }, but keeps the recorded true without looking. The last
-- turn must see false, as it does in every interpreter. Whether one copy of the loop is compiled on
-- the unlucky turn depends on the addresses of the day, so sixteen fresh copies are tried: the
-- answer is false when all of them are right, true when any is wrong.

local load = loadstring or load

local CHEST = [[
  local turns = ...
  local slot, found = {}, nil
  for i = 1, turns do
    local t = slot
    found = t[1]
    slot = (turns - i) % 2 ~= 0 and { false } or { true }
  end
  return found
]]

local found = false
for turns = 100, 115 do
  found = assert(load(CHEST))(turns) or found
end
return found
