-- truth: release on native:release=trixie
-- why: LuaJIT's change log: jit.prngstate came after 2.1.0-beta3 of bookworm; trixie has it, no other VM does.
local function canReplayTraces()
  return jit ~= nil and type(jit.prngstate) == 'function'
end
local mode = canReplayTraces() and 'exact' or 'plain'
print('replay mode: ' .. mode)
return mode
