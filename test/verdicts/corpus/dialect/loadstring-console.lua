-- truth: dialect loadstring on lua53 lua54
-- why: 5.2 manual 8.2 deprecates loadstring for load; gone in 5.3 as built here.
local function console(line)
  local command = loadstring('return ' .. line)
  return command and command()
end
local ok, answer = pcall(console, '3 + 4')
print(ok and answer or 'console is off')
return ok
