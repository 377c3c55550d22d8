-- truth: agree
-- why: words in a string are no statements.
local help = [[
goto <place>   walk there
x // y         a remark
7 & 8          two rooms
]]
local commands = {}
for word in help:gmatch('\n?(%w+) ') do commands[#commands + 1] = word end
return table.concat(commands, ' ')
