-- Proves that designers' formulas compile to closures that throw dice left to right.
local formula = require 'game.formula'

local sources = {
  '7', '2 + 3 * 4', '(2 + 3) * 4', '20 / 3', '-7 / 2', '-(2 - 5) * 2',
  'strength / 2 - 5', 'max(1, strength - 10) * level', 'min(max(3, 1), abs(-2))',
  '2d6', 'd20 + level', '3d6 - 1d4 * 2', 'max(d20, d20)', '10 - 4 - 3', '100 / 7 / 2',
}

local scope = {
  strength = 17, level = 4,
  roll = function(sides, count) return host.roll(sides, count) end,
}

local values = {}
for index, source in ipairs(sources) do
  local compiled = formula.compile(source)
  values[index] = compiled(scope)
  print(string.format('%-30s %d', source, values[index]))
end

-- Compiled once, evaluated often: the closure keeps no state of its own.
local growth, damage = {}, formula.compile('level * level / 2 + 3')
for level = 1, 10 do growth[level] = damage({ level = level }) end

local thrown = {}
local order = formula.compile('d4 + d6 * d8 - d10')
local loaded = { roll = function(sides)
  thrown[#thrown + 1] = sides
  return sides
end }
return values, growth, order(loaded), thrown
