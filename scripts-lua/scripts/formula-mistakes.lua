-- Proves that wrong formulas fail with a place and a reason, at once or when used.
local formula = require 'game.formula'

local wrong = { '', '2 +', '(1 + 2', '1 2', 'max(1)', 'max(1, 2, 3)', 'sqrt(4)', '2 $ 3', '2d', ')', 'abs()' }
local compileErrors = {}
for index, source in ipairs(wrong) do
  local ok, problem = pcall(formula.compile, source)
  compileErrors[index] = ok and 'compiled' or (problem.at .. ': ' .. problem.message)
  print(string.format('%-14s %s', "'" .. source .. "'", compileErrors[index]))
end

local runErrors = {}
for index, source in ipairs({ '1 / (level - 4)', 'courage * 2', 'level + 1' }) do
  local ok, result = pcall(formula.compile(source), { level = 4 })
  runErrors[index] = ok and result or result.message
  print(source, runErrors[index])
end

-- Nested deeply, but not absurdly.
local nested = string.rep('(', 30) .. '1' .. string.rep(' + 1)', 30)
return compileErrors, runErrors, formula.compile(nested)({})
