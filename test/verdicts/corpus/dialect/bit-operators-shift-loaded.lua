-- truth: dialect bit-operators on lua53 lua54
-- why: 5.3 manual 3.4.2: the text with << compiles from 5.3 on only.
local compile = loadstring or load
local fast = compile('local x = ... return x << 3')
local function times8(x)
  return fast and fast(x) or x * 8
end
print(fast and 'shifts' or 'multiplies')
return times8(4)
