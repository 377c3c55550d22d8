-- truth: dialect env-variable on lua53 lua54
-- why: 5.2 manual 2.2: a local named _ENV changes what globals are; on 5.1 and LuaJIT it is a variable like any other.
hp = 100
local function sandboxed()
  local _ENV = { hp = 7 }
  return hp
end
print('checking the sandbox')
return sandboxed()
