-- truth: host on fast lua51 lua53 lua54
-- why: host.lua starts its ticket numbers again after close, host.rb goes on counting.
local first = host.ticket()
host.closeCounter()
local second = host.ticket()
print(first < second and 'still in line' or 'a new day')
return first
