-- truth: dialect format-a on lua51
-- why: facts row `string.format('%a',1)`: the option came with C99 builds of 5.2 and with LuaJIT; the others refuse it.
local position = { x = 1, y = 0.5 }
local function exact(number)
  return string.format('%a', number)
end
local saved = exact(position.x) .. ' ' .. exact(position.y)
print('saved')
return saved
