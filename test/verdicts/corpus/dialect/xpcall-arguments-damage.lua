-- truth: dialect xpcall-arguments on lua51
-- why: 5.2 manual 6.1: xpcall passes arguments on; 5.1 does not. LuaJIT follows 5.2.
local function apply(target, damage)
  return target and target .. ' loses ' .. damage or 'nobody hurt'
end
local ok, text = xpcall(apply, tostring, 'the orc', 6)
print(text)
return ok
