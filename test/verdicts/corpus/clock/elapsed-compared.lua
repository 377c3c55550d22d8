-- truth: agree
-- why: times are compared and never shown; they only grow.
local started = os.clock()
local hits = 0
for i = 1, 1000 do hits = hits + i % 2 end
local elapsed = os.clock() - started
print(elapsed >= 0 and 'time passed' or 'time went back')
return hits
