-- truth: dialect format-s-not-string on lua51
-- why: 5.2 manual string.format: %s uses tostring; 5.1 demands a string or a number. LuaJIT follows 5.2.
local quest = { title = 'Rats', done = false }
local function describe(q)
  return ('%s done: %s'):format(q.title, q.done)
end
print(describe(quest))
return quest.done
