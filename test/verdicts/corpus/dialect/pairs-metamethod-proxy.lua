-- truth: dialect pairs-metamethod on lua53 lua54
-- why: 5.2 manual 6.1: pairs asks __pairs; LuaJIT not built for 5.2 and 5.1 do not.
local hidden = { 'a', 'b', 'c' }
local proxy = setmetatable({}, {
  __pairs = function() return ipairs(hidden) end,
})
local count = 0
for _ in pairs(proxy) do count = count + 1 end
print(count .. ' secrets')
return count
