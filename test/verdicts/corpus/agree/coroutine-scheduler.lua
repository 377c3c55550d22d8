-- truth: agree
-- why: coroutines without pcall or metamethods around their yields are alike since 5.0.
local function walker(name, steps)
  return coroutine.create(function()
    for step = 1, steps do coroutine.yield(name .. step) end
    return name .. ' done'
  end)
end
local tasks, log = { walker('a', 2), walker('b', 3) }, {}
while #tasks > 0 do
  for i = #tasks, 1, -1 do
    local _, what = coroutine.resume(tasks[i])
    log[#log + 1] = what
    if coroutine.status(tasks[i]) == 'dead' then table.remove(tasks, i) end
  end
end
return table.concat(log, ' ')
