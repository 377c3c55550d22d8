-- truth: dialect math-log-base on lua51
-- why: 5.2 manual 6.6: math.log takes a base; 5.1 ignores it. LuaJIT follows 5.2.
local function depth(nodes)
  return math.floor(math.log(nodes, 2) + 0.001)
end
for _, nodes in ipairs { 2, 8, 1024 } do
  print(string.format('%d nodes', nodes))
end
return depth(1024)
