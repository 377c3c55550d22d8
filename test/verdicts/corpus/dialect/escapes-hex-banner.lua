-- truth: dialect escapes on lua51
-- why: 5.2 manual 3.1 adds \xXX, LuaJIT has it; 5.1 reads an x.
local banner = '\x2A\x2A GAME OVER \x2A\x2A'
local function centred(text, width)
  return (' '):rep(math.floor((width - #text) / 2)) .. text
end
print(centred(banner, 40))
return #banner
