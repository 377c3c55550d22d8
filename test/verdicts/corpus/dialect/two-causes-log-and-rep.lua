-- truth: dialect math-log-base on lua51
-- truth: dialect rep-separator on lua51
-- why: 5.1 ignores both the base and the separator; each shows on a line of its own.
local function stars(n) return ('*'):rep(n, ' ') end
local function rank(points) return math.floor(math.log(points, 10) + 0.001) end
print(stars(3))
print('rank ' .. string.format('%d', rank(1000)))
return stars(2)
