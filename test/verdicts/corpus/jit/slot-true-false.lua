-- truth: jit on *
-- why: LuaJIT issue 994: what was read out of one table constant on a trace is taken for what the other holds; native with the JIT on is wrong.
local compile = loadstring or load
local DOORS = [[
  local turns = ...
  local door, seen = {}, nil
  for turn = 1, turns do
    seen = door[1]
    door = (turns - turn) % 2 ~= 0 and { false } or { true }
  end
  return seen
]]
local wrong = false
for turns = 100, 115 do wrong = assert(compile(DOORS))(turns) or wrong end
print('doors checked')
return wrong
