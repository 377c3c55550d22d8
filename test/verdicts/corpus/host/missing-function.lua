-- truth: host on fast lua51 lua53 lua54
-- why: only host.rb has teleport; for the others it is a call of nil.
local position = { x = 1, y = 2 }
position.x = position.x + 1
host.teleport(position.x, position.y)
return 'moved'
