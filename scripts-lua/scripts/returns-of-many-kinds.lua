-- Proves that several results arrive as they are: nils between, nesting, odd keys.
local unpack = unpack or table.unpack

local function spread(...)
  local count = select('#', ...)
  print(count, ...)
  return count, ...
end

local function tail(first, ...)
  if select('#', ...) == 0 then return first end
  return tail(...)
end

local report = {
  gold = 12, debt = -3, ratio = 0.625, large = 4503599627370496.0, tiny = 1 / 1024,
  name = 'Emberfall', raw = '\0\1\2\127\128\255', empty = '',
  nested = { deep = { deeper = { deepest = { true, false } } } },
  [1] = 'first', [2] = 'second', [10] = 'tenth', [-1] = 'below', [0.5] = 'half', [true] = 'yes',
}

print((tail('a', 'b', 'c')), select(-1, 'x', 'y', 'z'))
print(spread(nil, false, nil))
local packed = { n = 4, unpack({ 'a', nil, 'c', nil }, 1, 4) }
return nil, report, (spread(1, 2)), packed.n, packed[3], {}, -0.5, true, spread(7, nil, 'end', nil)
