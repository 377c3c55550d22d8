-- truth: nondeterministic on *
-- why: 5.1 manual 5.1 tostring: so is the text of a function.
local log = {}
local function on(event, handler)
  log[#log + 1] = event .. ' -> ' .. tostring(handler)
end
on('hit', function() return 1 end)
on('miss', function() return 2 end)
return table.concat(log, '\n')
