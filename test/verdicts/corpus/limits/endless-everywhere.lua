-- truth: agree
-- why: nobody comes to an end, so there is nothing that tells the engines apart.
local ticks = 0
print('waiting for the end of the world')
while true do
  ticks = ticks % 1000 + 1
end
return ticks
